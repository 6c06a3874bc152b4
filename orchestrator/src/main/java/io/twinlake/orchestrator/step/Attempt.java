package io.twinlake.orchestrator.step;

import io.twinlake.ledger.step.StepStatus;
import java.time.Duration;

/** What became of performing a step once. */
public sealed interface Attempt {
    /** From the beginning of the step to its end. */
    Duration took();

    /** The step reached its end, which is recorded. */
    record Ended(StepStatus status, StepResult result, Duration took) implements Attempt {}

    /**
     * The step did not reach its end.
     *
     * @param reason why; where another has taken the run's place, that
     * @param message what is recorded of it
     * @param recorded false where even that could not be recorded
     */
    record Failed(RuntimeException reason, String message, boolean recorded, Duration took) implements Attempt {}
}
