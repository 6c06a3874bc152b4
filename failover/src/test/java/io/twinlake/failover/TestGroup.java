package io.twinlake.failover;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;

import io.twinlake.config.Region;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Mappings;
import io.twinlake.config.group.RegionPair;
import io.twinlake.config.group.Schedules;
import io.twinlake.config.group.Scope;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.FencePlan;
import io.twinlake.config.primacy.Primacy;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.yaml.KeyedRecords;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A group whose home is west and whose secondary is north. */
public final class TestGroup {
    private TestGroup() {}

    public static FailoverGroup withJobs(String... jobs) {
        return of(new Primacy(List.of(), new FencePlan(List.of(jobs))));
    }

    public static FailoverGroup with(List<SwitchTarget> endpoints) {
        return of(new Primacy(endpoints, new FencePlan(List.of())));
    }

    /** Its two regions, as a configuration has them. */
    static Map<RegionName, Region> regions() {
        return Map.of(WEST, region(WEST), NORTH, region(NORTH));
    }

    private static Region region(RegionName name) {
        URI workspace = URI.create("https://" + name + ".azuredatabricks.net");
        return new Region(name, workspace, new Credentials.AzureManagedIdentity(null), "warehouse-" + name, null, null);
    }

    private static FailoverGroup of(Primacy primacy) {
        return new FailoverGroup(
                new GroupName("g"),
                new RegionPair(WEST, NORTH),
                new Scope(List.of(), List.of(), List.of()),
                new Mappings(List.of(), List.of()),
                KeyedRecords.objectives("lookupP95: 500ms"),
                Schedules.none(),
                KeyedRecords.sync("concurrency: 2"),
                KeyedRecords.access(""),
                primacy);
    }
}
