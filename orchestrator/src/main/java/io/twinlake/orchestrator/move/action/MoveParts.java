package io.twinlake.orchestrator.move.action;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.RegionName;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.move.MoveContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the steps of one group's moves work with.
 *
 * @param workspaces opens a region's workspace under limits, without contacting it
 * @param sync compares the group's two sides in the direction of its effective primary
 * @param syncs syncs the group within a move's lease
 * @param switchesWithin opens the same switches under limits, without contacting them
 * @param actor who moves, readable
 */
public record MoveParts(
        Ledger ledger,
        Supplier<GroupSync> sync,
        Function<MoveContext, SyncReport> syncs,
        BiFunction<RegionName, CallLimits, Workspace> workspaces,
        Fence fence,
        Switches switches,
        Function<CallLimits, Switches> switchesWithin,
        Readiness readiness,
        String actor,
        Clock clock) {
    /** How long a forced move asks a region that may be dead, and for whatever is that region's. */
    static final Duration DEAD_OR_ALIVE_WITHIN = Duration.ofSeconds(2);

    /** The switches behind the API in the old primary: a forced move does not wait for Azure where the region may have taken it along. */
    List<EndpointSwitch> behindOld(MoveContext move) {
        Switches which = move.isForced() ? switchesWithin.apply(CallLimits.within(DEAD_OR_ALIVE_WITHIN)) : switches;
        return which.behind(move.from());
    }
}
