package io.twinlake.orchestrator.twin;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Mappings;
import io.twinlake.config.group.RegionPair;
import io.twinlake.config.group.Schedules;
import io.twinlake.config.group.Scope;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.Primacy;
import io.twinlake.config.yaml.KeyedRecords;
import java.util.List;

/** A group for tests that need one and no configuration file. */
public final class TwinGroup {
    public static final FailoverGroup GOLD = new FailoverGroup(
            new GroupName("gold"),
            new RegionPair(new RegionName("west"), new RegionName("north")),
            new Scope(List.of(new ScopedCatalog("gold", List.of(), List.of())), List.of(), List.of()),
            new Mappings(List.of(), List.of()),
            KeyedRecords.objectives(""),
            Schedules.none(),
            KeyedRecords.sync("concurrency: 2"),
            KeyedRecords.access(""),
            Primacy.none());

    private TwinGroup() {}
}
