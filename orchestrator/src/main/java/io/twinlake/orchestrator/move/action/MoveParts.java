package io.twinlake.orchestrator.move.action;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.RegionName;
import io.twinlake.failover.Switches;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.move.MoveContext;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the steps of one group's moves work with.
 *
 * @param workspaces opens a region's workspace under limits, without contacting it
 * @param sync compares the group's two sides in the direction of its effective primary
 * @param syncs syncs the group within a move's lease
 * @param actor who moves, readable
 */
public record MoveParts(
        Ledger ledger,
        Supplier<GroupSync> sync,
        Function<MoveContext, SyncReport> syncs,
        BiFunction<RegionName, CallLimits, Workspace> workspaces,
        Fence fence,
        Switches switches,
        Readiness readiness,
        String actor,
        Clock clock) {}
