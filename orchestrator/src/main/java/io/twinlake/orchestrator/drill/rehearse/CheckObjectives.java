package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.orchestrator.drill.report.Objective;
import io.twinlake.orchestrator.status.ReadStatus;
import io.twinlake.orchestrator.step.StepResult;
import java.util.List;

/** Holds what was measured against the group's objectives. */
final class CheckObjectives implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        drill.findings().keepRpo(new ReadStatus(drill.group()).asked().lag());
        List<Objective> objectives = new HoldObjectives(drill.group().config().objectives(), drill.findings()).hold();
        drill.findings().keepObjectives(objectives);
        long met = objectives.stream().filter(Objective::met).count();
        return StepResult.done(met + " of " + objectives.size() + " objectives are met.");
    }
}
