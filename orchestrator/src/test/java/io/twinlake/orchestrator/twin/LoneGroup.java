package io.twinlake.orchestrator.twin;

import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.Coordination;
import io.twinlake.config.LeaseTerms;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Credentials;
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
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A group on a ledger, without the processes of an installation; the means and the workspaces that a test needs are the test's own. */
public final class LoneGroup {
    private static final LeaseTerms LEASE = KeyedRecords.lease("");

    private LoneGroup() {}

    public static ProtectedGroup on(Ledger ledger, FailoverGroup group, GroupMeans means) {
        return on(Authority.of(ledger), group, means, region -> {
            throw new IllegalStateException("this test reaches no region");
        });
    }

    public static ProtectedGroup on(
            Authority authority, FailoverGroup group, GroupMeans means, Function<RegionName, Workspace> workspaces) {
        TwinlakeConfig config = new TwinlakeConfig(
                Path.of("twinlake.yml"),
                new LedgerLocation("jdbc:h2:file:unused", null, null),
                Optional.empty(),
                new Coordination(LEASE, Optional.empty()),
                new AzureAccess(
                        URI.create("https://arm.example"),
                        URI.create("https://login.example"),
                        null,
                        new Credentials.Profile("none")),
                KeyedRecords.serve("port: 0"),
                Map.of(group.home(), region(group.home()), group.secondary(), region(group.secondary())),
                Map.of(group.name(), group));
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

    private static Region region(RegionName name) {
        return new Region(
                name, URI.create("https://" + name + ".example"), new Credentials.Profile("none"), "w1", null, null);
    }
}
