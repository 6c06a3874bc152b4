package io.twinlake.config.yaml;

import io.twinlake.config.description.GroupKeys;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.Reading.Settings;
import io.twinlake.config.yaml.Reading.Value;
import io.twinlake.config.yaml.problem.Place;
import io.twinlake.config.yaml.problem.Problems;
import io.twinlake.config.yaml.problem.Spelling;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks what one part of the file says against the others. Parts that could not be read are passed over. */
final class ReferenceCheck {
    private static final Duration LONGEST_AT_THE_WITNESS = Duration.ofSeconds(20);

    private final Set<String> regions;
    private final Problems problems;

    private ReferenceCheck(Set<String> regions, Problems problems) {
        this.regions = regions;
        this.problems = problems;
    }

    static void check(Settings file, Problems problems) {
        Map<String, Settings> regions =
                file.section("regions").map(Settings::named).orElse(Map.of());
        Map<String, Settings> groups =
                file.section("groups").map(Settings::named).orElse(Map.of());
        // A region that is there but wrong was reported already: its name is known all the same.
        ReferenceCheck check = new ReferenceCheck(new TreeSet<>(regions.keySet()), problems);
        check.workspacesDiffer(regions);
        check.catalogsBelongToOneGroup(groups);
        groups.values().forEach(check::group);
        file.section("lease").ifPresent(check::lease);
        file.section("witness").flatMap(witness -> file.section("lease")).ifPresent(check::leaseAtTheWitness);
        file.section("witness").ifPresent(check::storageTakesItsCredentials);
        regions.values().forEach(check::storageTakesItsCredentials);
    }

    /** Azure's SDK sends no token over http. */
    private void storageTakesItsCredentials(Settings settings) {
        boolean byToken = settings.section("storageCredentials")
                .flatMap(credentials -> credentials.find("type", String.class))
                .filter(type -> !type.equals("account-key"))
                .isPresent();
        settings.value("storage")
                .filter(storage -> byToken && "http".equals(((URI) storage.value()).getScheme()))
                .ifPresent(storage -> problems.add(
                        storage.place(),
                        "http, over which no token is sent",
                        "an https address, or storageCredentials of type account-key"));
    }

    private void lease(Settings lease) {
        Optional<Duration> timeToLive = lease.find("timeToLive", Duration.class);
        lease.value("renewEvery")
                .filter(every -> timeToLive.isPresent() && ((Duration) every.value()).compareTo(timeToLive.get()) >= 0)
                .ifPresent(every ->
                        problems.add(every.place(), "a lease that ends before it is renewed", "less than timeToLive"));
    }

    /** Storage holds a lease for sixty seconds at most, and a renewal or two may be lost on the way. */
    private void leaseAtTheWitness(Settings lease) {
        lease.value("renewEvery")
                .filter(every -> ((Duration) every.value()).compareTo(LONGEST_AT_THE_WITNESS) > 0)
                .ifPresent(every -> problems.add(
                        every.place(),
                        "more than " + LONGEST_AT_THE_WITNESS.toSeconds()
                                + "s, with a witness, whose leases end after a minute",
                        LONGEST_AT_THE_WITNESS.toSeconds() + "s or less"));
    }

    private void workspacesDiffer(Map<String, Settings> regions) {
        Map<URI, String> seen = new HashMap<>();
        regions.forEach((name, region) -> region.value("workspace").ifPresent(workspace -> {
            String first = seen.putIfAbsent((URI) workspace.value(), name);
            if (first != null) {
                problems.add(workspace.place(), "the workspace of region " + first, "a workspace of its own");
            }
        }));
    }

    private void catalogsBelongToOneGroup(Map<String, Settings> groups) {
        Map<String, String> owners = new HashMap<>();
        groups.forEach((group, settings) -> {
            for (Settings catalog : settings.sections("catalogs")) {
                catalog.value("name").ifPresent(name -> {
                    String owner =
                            owners.putIfAbsent(name.value().toString().toLowerCase(java.util.Locale.ROOT), group);
                    if (owner != null) {
                        problems.add(
                                name.place(), "catalog " + name.value() + " of group " + owner, "each catalog once");
                    }
                });
            }
        });
    }

    private void group(Settings group) {
        group.value("home").ifPresent(this::known);
        group.value("secondary").ifPresent(this::known);
        group.value("secondary").ifPresent(secondary -> {
            if (group.value("home")
                    .map(Value::value)
                    .filter(secondary.value()::equals)
                    .isPresent()) {
                problems.add(secondary.place(), "the home region again", "another region than home");
            }
        });
        apiTablesAreInScope(group);
        group.section("endpoints").ifPresent(endpoints -> endpoints(group, endpoints));
        group.section("mappings").ifPresent(mappings -> {
            mapping(group, mappings.sections("locations"));
            mapping(group, mappings.sections("principals"));
        });
    }

    private void endpoints(Settings group, Settings endpoints) {
        Optional<Settings> lookup = endpoints.section("lookup");
        lookup.flatMap(found -> found.section("functions")).ifPresent(functions -> {
            functions.named().forEach((region, function) -> known(function.place(), region));
            covers(group, "home", functions, "Function");
            covers(group, "secondary", functions, "Function");
        });
        boolean misread = problems.under(endpoints.place().path("lookup"));
        endpoints
                .section("gateway")
                .filter(gateway -> lookup.isEmpty() && !misread)
                .ifPresent(gateway -> problems.add(
                        gateway.place(), "a gateway without lookup", "the Functions that it turns between"));
    }

    private void known(Value region) {
        known(region.place(), region.value().toString());
    }

    private void known(Place place, String region) {
        if (!regions.contains(region)) {
            problems.add(place, "the unknown region \"" + region + '"', Spelling.oneOf(region, regions));
        }
    }

    private void apiTablesAreInScope(Settings group) {
        if (problems.under(group.place().path("catalogs"))) {
            return;
        }
        List<ScopedCatalog> catalogs = GroupKeys.catalogs(group);
        for (Value table : group.values("apiTables")) {
            ObjectName name = (ObjectName) table.value();
            if (catalogs.stream().noneMatch(catalog -> catalog.includes(name))) {
                problems.add(
                        table.place(), name + ", which is out of the group's scope", "a table that catalogs includes");
            }
        }
    }

    private void mapping(Settings group, List<Settings> entries) {
        Set<String> seen = new HashSet<>();
        for (Settings entry : entries) {
            entry.entries().forEach((region, name) -> known(name.place(), region));
            if (entry.namedValues().isEmpty() && !entry.entries().isEmpty()) {
                problems.add(entry.place(), "no name at all", "a name in one region or more");
            }
            entry.namedValues().forEach((region, name) -> {
                if (!seen.add(region + " " + name.value())) {
                    problems.add(
                            name.place(),
                            '"' + name.value().toString() + "\" a second time",
                            "each name once per region");
                }
            });
            covers(group, "home", entry, "name");
            covers(group, "secondary", entry, "name");
        }
    }

    private void covers(Settings group, String role, Settings entry, String what) {
        group.find(role, RegionName.class).map(RegionName::value).ifPresent(region -> {
            if (regions.contains(region)
                    && !entry.entries().containsKey(region)
                    && !problems.under(entry.place().path(region))) {
                problems.add(
                        entry.place(), "no " + what + " for region " + region, "one for each of the group's regions");
            }
        });
    }
}
