package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Abbreviated;
import io.twinlake.config.description.Shape.Either;
import io.twinlake.config.description.Shape.Items;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.OrNull;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.description.Shape.Single;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Mappings;
import io.twinlake.config.group.Objectives;
import io.twinlake.config.group.OnDelete;
import io.twinlake.config.group.RegionPair;
import io.twinlake.config.group.ReplicationTerms;
import io.twinlake.config.group.Schedule;
import io.twinlake.config.group.Schedules;
import io.twinlake.config.group.Scope;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.NamePattern;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.ObjectPattern;
import io.twinlake.config.name.PropertyPattern;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.FencePlan;
import io.twinlake.config.primacy.Primacy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of a failover group, and its records. */
public final class GroupKeys {
    private static final Section CATALOG = Section.of(
            Key.required("name", Formats.CATALOG, "text", "The catalog's name."),
            Key.optional(
                    "include",
                    new Items(new Single(Formats.NAME_PATTERN), 0),
                    "list of patterns",
                    "`schema` or `schema.object` patterns with `*`; what matches is in scope. Without any, everything is."),
            Key.optional(
                    "exclude",
                    new Items(new Single(Formats.NAME_PATTERN), 0),
                    "list of patterns",
                    "Patterns of what is out of scope; they win over `include`."));

    private static final Section MAPPINGS = Section.of(
            Key.optional(
                    "locations",
                    new Items(new Named(Formats.REGION, new Single(Formats.LOCATION), 2), 0),
                    "list of region: URL",
                    "Storage URL prefixes that correspond, one per region; the longest that fits wins."),
            Key.optional(
                    "principals",
                    new Items(new Named(Formats.REGION, new OrNull(Formats.TEXT), 2), 0),
                    "list of region: name",
                    "Users, groups and service principals that are named differently in each region. `null` drops one: its grants are"
                            + " neither copied nor compared, and its ownership is kept."));

    private static final Section OBJECTIVES = Section.of(
            Key.standard("rpo", Formats.DURATION, "duration", "15m", "How old the newest replicated state may be."),
            Key.standard("rto", Formats.DURATION, "duration", "5m", "How long a move may take."),
            Key.standard("lookupP95", Formats.DURATION, "duration", "100ms", "The 95th percentile of a lookup by key."),
            Key.standard("availability", Formats.PERCENT, "percent", "99.9", "The share of lookups answered."),
            Key.standard(
                    "outage",
                    Formats.DURATION,
                    "duration",
                    "7d",
                    "How long a region may be away and its tables still go back to what was replicated: `doctor` names those that keep"
                            + " their history for less."));

    private static final Section CRON = Section.of(
            Key.required("cron", Formats.CRON, "Quartz cron", "When it starts: 6 or 7 fields, seconds first."),
            Key.standard("zone", Formats.ZONE, "time zone", "UTC", "The time zone of `cron`."));

    private static final Either SCHEDULE = new Either(List.of(
            CRON,
            Section.of(Key.required(
                    "continuous",
                    Section.of(Key.required(
                            "minimumInterval", Formats.DURATION, "duration", "The least time between two starts.")),
                    "section",
                    "Instead of `cron`: sync again and again."))));

    private static final Section SYNC = Section.of(
                    Key.standard(
                            "concurrency",
                            Format.wholeNumber(1, 64),
                            "objects",
                            "4",
                            "How many objects are worked on at once."),
                    Key.standard(
                            "onDrift",
                            Formats.ON_DRIFT,
                            "report or healMetadata",
                            "report",
                            "What becomes of a replica that somebody else changed: `report` blocks it; `healMetadata` puts its comments, properties,"
                                    + " tags and grants back where nothing else was changed."),
                    Key.standard(
                            "onDelete",
                            Formats.ON_DELETE,
                            "report, keepMarked DAYS or prune",
                            "report",
                            "What becomes of a replica whose source is gone: it stays, it is removed that many days after the first sync that found"
                                    + " the source gone, or at once."),
                    Key.standard(
                            "maxPrune",
                            Format.wholeNumber(0, 100_000),
                            "objects",
                            "10",
                            "How many removals one run may make at most: with more of them it makes none."),
                    Key.standard(
                            "shareWithin",
                            Formats.DURATION,
                            "duration",
                            "2m",
                            "How long a sync waits for the other region to see what was shared just now."))
            .formerly("prune", "onDelete: prune instead of prune: true, and onDelete: report instead of prune: false")
            .formerly("pruneLimit", "maxPrune, which is the same number");

    private static final Section FENCE = Section.of(Key.optional(
            "jobs",
            new Items(new Single(Formats.TEXT), 0),
            "list of job names",
            "Jobs that write, named alike in both regions: they run in the region that serves and in no other. One that is not found is not"
                    + " stopped, and its region counts as unfenced; without any, a move stops nothing."));

    static final Section GROUP = Section.of(
            Key.required("home", Formats.REGION, "region", "The region that serves in normal times."),
            Key.required("secondary", Formats.REGION, "region", "The region that is kept ready."),
            Key.required(
                    "catalogs",
                    new Items(new Abbreviated("name", CATALOG), 1),
                    "list",
                    "What is replicated; a bare name takes the whole catalog."),
            Key.optional(
                    "apiTables",
                    new Items(new Single(Formats.TABLE), 0),
                    "list of catalog.schema.table",
                    "The tables that the API reads by key; they must be in scope."),
            Key.optional("mappings", MAPPINGS, "section", "What is named differently in each region."),
            Key.optional("objectives", OBJECTIVES, "section", "What the group promises."),
            Key.optional("schedule", SCHEDULE, "section", "When the group is synced; without it only by command."),
            Key.optional("drill", CRON, "section", "When `serve` makes a drill; without it only by command."),
            Key.optional(
                    "readiness",
                    CRON,
                    "section",
                    "When `serve` asks all that `doctor` asks, and notes what it found; without it only by command."),
            Key.optional("sync", SYNC, "section", "How hard a sync may press, and what it may put back and remove."),
            Key.standard(
                    "owners",
                    Formats.OWNERS,
                    "copy or keep",
                    "copy",
                    "Who owns what the replica holds: `copy` gives it the source's owners, as far as Twinlake may; `keep` leaves it"
                            + " to Twinlake's principal."),
            Key.standard(
                    "missingPrincipals",
                    Formats.MISSING_PRINCIPALS,
                    "keep or fail",
                    "keep",
                    "What becomes of an object with a grant or an owner whom the replica's region does not know: `keep` replicates it"
                            + " without and says so; with `fail` it has failed, and a planned move stops."),
            Key.standard(
                    "acceptUnknown",
                    Formats.FLAG,
                    "true or false",
                    "false",
                    "Whether a planned move goes on although grants, texts or objects of the group are unknown, because Twinlake may not see them."),
            Key.optional(
                    "ownProperties",
                    new Items(new Single(Formats.PROPERTY_PATTERN), 0),
                    "list of patterns",
                    "Properties that each region has for itself, with `*` for any characters: neither copied nor compared, beside those that"
                            + " Twinlake knows to be the platform's."),
            Key.optional("endpoints", EndpointKeys.ENDPOINTS, "section", "Where the API is served, and what turns it."),
            Key.optional("fence", FENCE, "section", "What stops writing in a region that does not serve."),
            Key.optional(
                    "acknowledgedUnprotected",
                    new Items(new Single(Formats.OBJECT_PATTERN), 0),
                    "list of patterns",
                    "`catalog.schema.object` patterns with `*`: tables that are not replicated and may be lost. While another one has no"
                            + " copy, a forced move with a bounded loss refuses."));

    private GroupKeys() {}

    static FailoverGroup group(String name, Values group) {
        return new FailoverGroup(
                new GroupName(name),
                new RegionPair(group.get("home", RegionName.class), group.get("secondary", RegionName.class)),
                new Scope(
                        catalogs(group),
                        group.all("apiTables", ObjectName.class),
                        group.all("acknowledgedUnprotected", ObjectPattern.class)),
                mappings(group.section("mappings").orElseThrow()),
                objectives(group.section("objectives").orElseThrow()),
                new Schedules(
                        group.section("schedule").map(GroupKeys::schedule).orElseGet(Schedule.Manual::new),
                        group.section("drill").<Schedule>map(GroupKeys::cron).orElseGet(Schedule.Manual::new),
                        group.section("readiness")
                                .<Schedule>map(GroupKeys::cron)
                                .orElseGet(Schedule.Manual::new)),
                new ReplicationTerms(
                        limits(group.section("sync").orElseThrow()),
                        new AccessPolicy(
                                group.get("owners", AccessPolicy.Owners.class),
                                group.get("missingPrincipals", AccessPolicy.MissingPrincipals.class),
                                group.get("acceptUnknown", Boolean.class)),
                        group.all("ownProperties", PropertyPattern.class)),
                new Primacy(
                        EndpointKeys.targets(group.section("endpoints").orElseThrow()),
                        new FencePlan(group.section("fence").orElseThrow().all("jobs", String.class))));
    }

    public static List<ScopedCatalog> catalogs(Values group) {
        return group.sections("catalogs").stream()
                .map(catalog -> new ScopedCatalog(
                        catalog.get("name", String.class),
                        catalog.all("include", NamePattern.class),
                        catalog.all("exclude", NamePattern.class)))
                .toList();
    }

    private static Mappings mappings(Values mappings) {
        return new Mappings(perRegion(mappings.sections("locations")), perRegion(mappings.sections("principals")));
    }

    private static List<Map<RegionName, String>> perRegion(List<? extends Values> entries) {
        return entries.stream().map(GroupKeys::perRegion).toList();
    }

    private static Map<RegionName, String> perRegion(Values entry) {
        Map<RegionName, String> names = new HashMap<>();
        entry.named(String.class).forEach((region, name) -> names.put(new RegionName(region), name));
        return names;
    }

    private static Objectives objectives(Values objectives) {
        return new Objectives(
                objectives.get("rpo", Duration.class),
                objectives.get("rto", Duration.class),
                objectives.get("lookupP95", Duration.class),
                objectives.get("availability", Double.class),
                objectives.get("outage", Duration.class));
    }

    private static Schedule schedule(Values schedule) {
        return schedule.section("continuous")
                .<Schedule>map(continuous -> new Schedule.Continuous(continuous.get("minimumInterval", Duration.class)))
                .orElseGet(() -> cron(schedule));
    }

    private static Schedule.Cron cron(Values schedule) {
        return new Schedule.Cron(schedule.get("cron", String.class), schedule.get("zone", ZoneId.class));
    }

    private static SyncLimits limits(Values sync) {
        return new SyncLimits(
                sync.get("concurrency", Integer.class),
                sync.get("onDrift", SyncLimits.OnDrift.class),
                sync.get("onDelete", OnDelete.class),
                sync.get("maxPrune", Integer.class),
                sync.get("shareWithin", Duration.class));
    }
}
