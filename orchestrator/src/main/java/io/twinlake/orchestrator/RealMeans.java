package io.twinlake.orchestrator;

import io.twinlake.catalogsync.CatalogSync;
import io.twinlake.catalogsync.GroupSync;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.failover.Switches;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.fence.JobFence;
import io.twinlake.failover.readiness.GroupReadiness;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.failover.readiness.ReadinessParts;
import io.twinlake.ledger.Standing;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.action.Actions;

/** A group's means as they run: catalog sync between two workspaces, the fence by jobs, the switches in Azure, and the steps on top of all. */
final class RealMeans implements GroupMeans {
    @Override
    public GroupSync sync(ProtectedGroup group, Standing standing) {
        return new CatalogSync(
                standing,
                group.workspace(standing.serving()),
                group.workspace(standing.standby()),
                group.ledger(),
                group.time());
    }

    @Override
    public Fence fence(ProtectedGroup group) {
        return new JobFence(
                group.config(),
                (region, limits) -> group.workspace(region, limits).jobs(),
                group.ledger().savedSettings(),
                group.ledger().fences(),
                group.time());
    }

    @Override
    public Switches switches(ProtectedGroup group, CallLimits limits) {
        return Switches.of(group.installation(), group.config(), group.ledger().switches(), limits, group.time());
    }

    @Override
    public LookupEndpoint lookups(ProtectedGroup group) {
        return new LookupEndpoint(ResourceManagers.tls(group.installation().azure()));
    }

    @Override
    public Readiness readiness(ProtectedGroup group) {
        ReadinessParts asked =
                new ReadinessParts(group.ledger(), group::workspace, group.switches(), group.fence(), group.witness());
        return new GroupReadiness(asked, group.clock());
    }

    @Override
    public StepActions steps(ProtectedGroup group) {
        return new Actions(group);
    }
}
