package io.twinlake.orchestrator.step;

import io.twinlake.ledger.step.StepStatus;
import java.time.Duration;
import java.util.Optional;

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
     * @param unrecorded why its beginning or its end could not be recorded as it was; empty where that is not what went wrong
     */
    record Failed(RuntimeException reason, String message, Optional<RuntimeException> unrecorded, Duration took)
            implements Attempt {}
}
