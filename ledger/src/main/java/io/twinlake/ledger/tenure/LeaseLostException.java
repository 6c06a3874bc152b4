package io.twinlake.ledger.tenure;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.lease.Lease;

/** A writer's lease was released, or somebody else took it after it ran out. */
public final class LeaseLostException extends StaleWriterException {
    public LeaseLostException(Lease lost) {
        super(
                OwnCategory.LEASE,
                "the lease " + lost.name().value() + ", held by " + lost.owner() + " since " + lost.since()
                        + ", is lost: somebody else may be at work; run the command again",
                "Run `twinlake status` to see who is at work.");
    }
}
