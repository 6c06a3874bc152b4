package io.twinlake.orchestrator.step;

import io.twinlake.ledger.step.StepStatus;
import io.twinlake.runbooks.RunbookStep;
import java.time.Duration;

/** Hears how the steps of a run go; steps that run beside others speak from their own thread. */
public interface StepListener {
    /** Hears nothing. */
    StepListener SILENT = new StepListener() {};

    default void stepBegan(RunbookStep step) {}

    default void stepEnded(RunbookStep step, StepStatus status, Duration took, String message) {}
}
