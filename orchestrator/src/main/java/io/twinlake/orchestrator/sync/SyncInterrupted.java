package io.twinlake.orchestrator.sync;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.batch.StopReason;

/** A sync stopped before its end; the next sync of the group goes on with the same run. */
public final class SyncInterrupted extends TwinlakeException {
    private final StopReason reason;

    SyncInterrupted(RunId run, StopReason reason) {
        super(
                reason.isWanted() ? OwnCategory.INTERRUPTED : OwnCategory.LEASE,
                "Run " + run + " stopped because " + reason.because() + "; what it had done is kept.",
                "Run `twinlake sync` again: it goes on with the same run.",
                null);
        this.reason = reason;
    }

    public StopReason reason() {
        return reason;
    }
}
