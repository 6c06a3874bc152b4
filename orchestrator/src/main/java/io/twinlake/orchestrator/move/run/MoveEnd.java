package io.twinlake.orchestrator.move.run;

import io.twinlake.ledger.run.Run;
import org.jspecify.annotations.Nullable;

/** The last step of a move's job: its run ends in the ledger before the job does, so that neither is left without the other. */
final class MoveEnd implements Runnable {
    private final Runnable close;
    private boolean reached;
    private @Nullable RuntimeException failure;

    MoveEnd(Runnable close) {
        this.close = close;
    }

    @Override
    public void run() {
        try {
            close.run();
            reached = true;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** Whether the run's end is recorded. */
    boolean isReached() {
        return reached;
    }

    /** Why it is not. */
    RuntimeException reason(Run run) {
        return failure == null
                ? new IllegalStateException("the job of run " + run.id() + " broke off between two of its steps")
                : failure;
    }
}
