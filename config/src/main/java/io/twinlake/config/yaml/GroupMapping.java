package io.twinlake.config.yaml;

import io.twinlake.config.description.EndpointKeys;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Mappings;
import io.twinlake.config.group.Objectives;
import io.twinlake.config.group.RegionPair;
import io.twinlake.config.group.Schedule;
import io.twinlake.config.group.Schedules;
import io.twinlake.config.group.Scope;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.NamePattern;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.ObjectPattern;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.FencePlan;
import io.twinlake.config.primacy.Primacy;
import io.twinlake.config.yaml.Reading.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a group's settings into its records. */
final class GroupMapping {
    private GroupMapping() {}

    static FailoverGroup group(String name, Settings group) {
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
                        group.section("schedule").map(GroupMapping::schedule).orElseGet(Schedule.Manual::new),
                        group.section("drill").<Schedule>map(GroupMapping::cron).orElseGet(Schedule.Manual::new)),
                limits(group.section("sync").orElseThrow()),
                new Primacy(
                        EndpointKeys.targets(group.section("endpoints").orElseThrow()),
                        new FencePlan(group.section("fence").orElseThrow().all("jobs", String.class))));
    }

    static List<ScopedCatalog> catalogs(Settings group) {
        return group.sections("catalogs").stream()
                .map(catalog -> new ScopedCatalog(
                        catalog.get("name", String.class),
                        catalog.all("include", NamePattern.class),
                        catalog.all("exclude", NamePattern.class)))
                .toList();
    }

    private static Mappings mappings(Settings mappings) {
        return new Mappings(perRegion(mappings.sections("locations")), perRegion(mappings.sections("principals")));
    }

    private static List<Map<RegionName, String>> perRegion(List<Settings> entries) {
        return entries.stream().map(GroupMapping::perRegion).toList();
    }

    private static Map<RegionName, String> perRegion(Settings entry) {
        Map<RegionName, String> names = new HashMap<>();
        entry.namedValues()
                .forEach((region, name) ->
                        names.put(new RegionName(region), name.value().toString()));
        return names;
    }

    private static Objectives objectives(Settings objectives) {
        return new Objectives(
                objectives.get("rpo", Duration.class),
                objectives.get("rto", Duration.class),
                objectives.get("lookupP95", Duration.class),
                objectives.get("availability", Double.class));
    }

    private static Schedule schedule(Settings schedule) {
        return schedule.section("continuous")
                .<Schedule>map(continuous -> new Schedule.Continuous(continuous.get("minimumInterval", Duration.class)))
                .orElseGet(() -> cron(schedule));
    }

    private static Schedule.Cron cron(Settings schedule) {
        return new Schedule.Cron(schedule.get("cron", String.class), schedule.get("zone", ZoneId.class));
    }

    private static SyncLimits limits(Settings sync) {
        return new SyncLimits(
                sync.get("concurrency", Integer.class),
                sync.get("prune", Boolean.class),
                sync.get("pruneLimit", Integer.class));
    }
}
