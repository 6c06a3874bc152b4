package io.twinlake.failover;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;

import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.KeyedRecords;
import java.util.Map;

/** A group whose home is west and whose secondary is north. */
public final class TestGroup {
    private static final String KEYS = "objectives: {lookupP95: 500ms}, sync: {concurrency: 2}, ";

    private TestGroup() {}

    public static FailoverGroup withJobs(String... jobs) {
        return with("fence: {jobs: [" + String.join(", ", jobs) + "]}");
    }

    /** @param keys of the group, such as {@code endpoints: {...}} */
    public static FailoverGroup with(String keys) {
        return KeyedRecords.group("g", WEST, NORTH, KEYS + keys);
    }

    /** Its two regions, as a configuration has them. */
    static Map<RegionName, Region> regions() {
        return configuration().regions();
    }

    /** A configuration with such a group, which has no endpoints. */
    static TwinlakeConfig configuration() {
        return KeyedRecords.configuration("g", WEST, NORTH, KEYS);
    }
}
