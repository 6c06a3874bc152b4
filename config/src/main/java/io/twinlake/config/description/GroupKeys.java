package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Abbreviated;
import io.twinlake.config.description.Shape.Either;
import io.twinlake.config.description.Shape.Items;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.description.Shape.Single;
import java.util.List;

/** The keys of a failover group. */
final class GroupKeys {
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
                    new Items(new Named(Formats.REGION, new Single(Formats.TEXT), 2), 0),
                    "list of region: name",
                    "Users, groups and service principals that are named differently in each region."));

    private static final Section OBJECTIVES = Section.of(
            Key.standard("rpo", Formats.DURATION, "duration", "15m", "How old the newest replicated state may be."),
            Key.standard("rto", Formats.DURATION, "duration", "5m", "How long a move may take."),
            Key.standard("lookupP95", Formats.DURATION, "duration", "100ms", "The 95th percentile of a lookup by key."),
            Key.standard("availability", Formats.PERCENT, "percent", "99.9", "The share of lookups answered."));

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
                    "prune",
                    Formats.FLAG,
                    "true or false",
                    "false",
                    "Whether replicas of objects gone from the source are removed."),
            Key.standard(
                    "pruneLimit",
                    Format.wholeNumber(0, 100_000),
                    "objects",
                    "10",
                    "How many removals one run may make at most."));

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
            Key.optional("sync", SYNC, "section", "How hard a sync may press."),
            Key.optional("endpoints", EndpointKeys.ENDPOINTS, "section", "Where the API is served, and what turns it."),
            Key.optional("fence", FENCE, "section", "What stops writing in a region that does not serve."),
            Key.optional(
                    "acknowledgedUnprotected",
                    new Items(new Single(Formats.OBJECT_PATTERN), 0),
                    "list of patterns",
                    "`catalog.schema.object` patterns with `*`: tables that are not replicated and may be lost. While another one has no"
                            + " copy, a forced move with a bounded loss refuses."));

    private GroupKeys() {}
}
