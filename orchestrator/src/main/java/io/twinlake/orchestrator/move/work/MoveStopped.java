package io.twinlake.orchestrator.move.work;

import io.twinlake.orchestrator.batch.StopReason;

/** The run was told to stop between two writes. */
public final class MoveStopped extends RuntimeException {
    /** @param reason who or what told it to stop */
    public MoveStopped(StopReason reason) {
        super("stopped because " + reason.because());
    }
}
