package io.twinlake.orchestrator.move;

import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.step.StepListener;

/** Hears how a move goes on. */
public interface MoveListener extends StepListener {
    default void began(Run run, boolean resumed) {}
}
