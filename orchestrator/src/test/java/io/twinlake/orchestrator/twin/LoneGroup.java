package io.twinlake.orchestrator.twin;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Time;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.group.Regions;
import io.twinlake.orchestrator.group.Shared;
import io.twinlake.orchestrator.lease.Authority;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A group on a ledger, without the processes of an installation; the means and the workspaces that a test needs are the test's own. */
public final class LoneGroup {
    private LoneGroup() {}

    public static ProtectedGroup on(Ledger ledger, FailoverGroup group, GroupMeans means) {
        return on(Authority.of(ledger), group, means, region -> {
            throw new IllegalStateException("this test reaches no region");
        });
    }

    public static ProtectedGroup on(
            Authority authority, FailoverGroup group, GroupMeans means, Function<RegionName, Workspace> workspaces) {
        TwinlakeConfig told = KeyedRecords.configuration(group.name().value(), group.home(), group.secondary(), "");
        TwinlakeConfig config = mock(TwinlakeConfig.class, delegatesTo(told));
        doReturn(Map.of(group.name(), group)).when(config).groups();
        Regions regions = new Regions(config, (region, limits) -> workspaces.apply(region.name()));
        return new ProtectedGroup(
                group,
                new Shared(
                        config,
                        authority,
                        mock(BatchRuntime.class, RETURNS_DEEP_STUBS),
                        regions,
                        Optional.empty(),
                        means,
                        Time.SYSTEM));
    }
}
