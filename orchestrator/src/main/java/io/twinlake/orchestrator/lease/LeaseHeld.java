package io.twinlake.orchestrator.lease;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.ledger.lease.Lease;
import java.time.Instant;

/** Someone else holds the right to change a group: nothing was started. */
public final class LeaseHeld extends TwinlakeException {
    public LeaseHeld(Lease current) {
        super(
                OwnCategory.LEASE,
                "The lease " + current.name().value() + " is held by " + current.owner() + " since " + current.since()
                        + " (until " + current.until() + " unless renewed).",
                null,
                null);
    }

    LeaseHeld(String what, String holder, Instant since) {
        super(OwnCategory.LEASE, what + " is held by " + holder + " since " + since + ".", null, null);
    }
}
