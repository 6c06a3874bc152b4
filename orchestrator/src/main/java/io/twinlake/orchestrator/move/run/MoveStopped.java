package io.twinlake.orchestrator.move.run;

import io.twinlake.orchestrator.batch.StopReason;

/** The run was told to stop between two writes. */
final class MoveStopped extends RuntimeException {
    private final StopReason reason;

    MoveStopped(StopReason reason) {
        super("stopped because " + reason.because());
        this.reason = reason;
    }

    StopReason reason() {
        return reason;
    }
}
