package io.twinlake.orchestrator.move;

import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.runbooks.RunbookStep;
import java.time.Duration;

/** Hears how a move goes on; steps that run beside others speak from their own thread. */
public interface MoveListener {
    /** Hears nothing. */
    MoveListener SILENT = new MoveListener() {};

    default void began(Run run, boolean resumed) {}

    default void stepBegan(RunbookStep step) {}

    default void stepEnded(RunbookStep step, StepStatus status, Duration took, String message) {}
}
