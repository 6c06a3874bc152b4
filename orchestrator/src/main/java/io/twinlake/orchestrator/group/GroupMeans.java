package io.twinlake.orchestrator.group;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.failover.Switches;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.ledger.Standing;
import io.twinlake.orchestrator.move.StepActions;

/** Makes what a group is worked on with. Making contacts nothing, and what is made writes the ledger as the group may. */
public interface GroupMeans {
    /** What compares and copies the group in the direction of a standing. */
    GroupSync sync(ProtectedGroup group, Standing standing);

    /** What keeps a region of the group from writing. */
    Fence fence(ProtectedGroup group);

    /** What turns the group's API. @param limits how long Azure may take */
    Switches switches(ProtectedGroup group, CallLimits limits);

    /** What asks the group's API for rows. */
    LookupEndpoint lookups(ProtectedGroup group);

    /** What stands between the group and a move. */
    Readiness readiness(ProtectedGroup group);

    /** What a runbook's verbs do to the group. */
    StepActions steps(ProtectedGroup group);
}
