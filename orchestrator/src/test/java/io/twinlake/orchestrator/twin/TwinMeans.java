package io.twinlake.orchestrator.twin;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.failover.Switches;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.ledger.Standing;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.action.Actions;
import java.util.List;

/** A group's means whose regions, writers and switches are in a {@link TwinFolder}. */
record TwinMeans(TwinFolder folder) implements GroupMeans {
    @Override
    public GroupSync sync(ProtectedGroup group, Standing standing) {
        return new GroupSyncTwin(folder, group.config(), group.ledger(), group.clock());
    }

    @Override
    public Fence fence(ProtectedGroup group) {
        return new FenceTwin(folder, group.name(), group.ledger().fences(), group.clock());
    }

    @Override
    public Switches switches(ProtectedGroup group, CallLimits limits) {
        return Switches.none();
    }

    @Override
    public LookupEndpoint lookups(ProtectedGroup group) {
        throw new IllegalStateException("a twin has no Function");
    }

    @Override
    public Readiness readiness(ProtectedGroup group) {
        return asked -> List.of(
                answers(CheckName.PRIMARY_JOBS, TwinFolder.HOME),
                answers(CheckName.SECONDARY_WORKSPACE, TwinFolder.SECONDARY),
                answers(CheckName.ENDPOINTS, TwinFolder.EDGE));
    }

    private Check answers(CheckName check, String who) {
        return new Check(check, !folder.isDown(who), "The twin's " + who + " answers or not.", "Wait.");
    }

    @Override
    public StepActions steps(ProtectedGroup group) {
        return new PausingActions(new Actions(group), folder);
    }
}
