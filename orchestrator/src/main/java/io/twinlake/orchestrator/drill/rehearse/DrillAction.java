package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;

/** What one step of a drill does; what it finds goes to the findings. */
@FunctionalInterface
public interface DrillAction {
    /** Of a step that is left out. */
    String NOTHING = "The group has nothing for this step.";

    /** @throws StepFailed when it cannot be done, or what it found is not as it should be */
    StepResult perform(DrillContext drill);
}
