package io.twinlake.orchestrator.sync;

import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.batch.StopReason;

/** A sync stopped before its end; the next sync of the group goes on with the same run. */
public final class SyncInterrupted extends RuntimeException {
    private final StopReason reason;

    SyncInterrupted(RunId run, StopReason reason) {
        super("Run " + run + " stopped because " + reason.because() + "; what it had done is kept.");
        this.reason = reason;
    }

    public StopReason reason() {
        return reason;
    }
}
