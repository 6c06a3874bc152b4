package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.clients.CallLimits;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.orchestrator.step.StepResult;
import java.util.List;
import java.util.stream.Collectors;

/** Plans the switches that a move would turn, and turns none; the Function that a move would leave is not asked. */
final class RehearseSwitches implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        RegionName to = drill.standing().standby();
        // Opened anew, because signing in is part of what a move waits for.
        List<SwitchPlan> plans = drill.timed(() -> drill.group().switches(CallLimits.standard()).turnedTo(to).stream()
                .map(turned -> drill.findings().keep(turned.plan(to)))
                .toList());
        return plans.isEmpty()
                ? StepResult.skipped(DrillAction.NOTHING)
                : StepResult.done(plans.stream()
                        .map(RehearseSwitches::planned)
                        .collect(Collectors.joining("; ", "", ". Nothing was turned.")));
    }

    private static String planned(SwitchPlan plan) {
        return plan.name() + (plan.changes() ? " would turn to " : " stands already at ") + plan.to();
    }
}
