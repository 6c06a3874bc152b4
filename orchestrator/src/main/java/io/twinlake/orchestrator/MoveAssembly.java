package io.twinlake.orchestrator;

import io.twinlake.clients.CallLimits;
import io.twinlake.config.FailoverGroup;
import io.twinlake.failover.Switches;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.fence.JobFence;
import io.twinlake.failover.readiness.GroupReadiness;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.failover.readiness.ReadinessParts;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.installation.Actor;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.move.GroupMoves;
import io.twinlake.orchestrator.move.action.Actions;
import io.twinlake.orchestrator.move.action.MoveParts;
import java.time.Clock;
import java.util.function.Function;

/** A group's moves as they run: the fence by jobs, the switches in Azure, and the steps on top of both. */
final class MoveAssembly {
    private MoveAssembly() {}

    static GroupMoves of(FailoverGroup group, Installation installation, Ledger ledger) {
        Clock clock = installation.clock();
        Fence fence = new JobFence(
                group,
                (region, limits) -> installation.workspace(region, limits).jobs(),
                ledger.savedSettings(),
                ledger.fences(),
                clock);
        Function<CallLimits, Switches> opening =
                limits -> Switches.of(installation.config(), group, ledger.switches(), limits, clock);
        Switches switches = opening.apply(CallLimits.standard());
        ReadinessParts asked = new ReadinessParts(
                ledger, installation::workspace, any -> switches, any -> fence, installation.witness());
        Readiness readiness = new GroupReadiness(asked, clock);
        MoveParts parts = new MoveParts(
                ledger,
                () -> installation.groupSync(group),
                installation::syncWithin,
                installation::workspace,
                fence,
                switches,
                opening,
                readiness,
                Actor.ofThisProcess(),
                clock);
        return new GroupMoves(new Actions(parts), readiness, fence);
    }
}
