package io.twinlake.orchestrator.twin;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.KeyedRecords;

/** A group for tests that need one and no configuration file. */
public final class TwinGroup {
    public static final FailoverGroup GOLD =
            KeyedRecords.group("gold", new RegionName("west"), new RegionName("north"), "sync: {concurrency: 2}");

    private TwinGroup() {}
}
