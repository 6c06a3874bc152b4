package io.twinlake.orchestrator.lease;

import io.twinlake.ledger.lease.Lease;
import java.time.Instant;

/** Someone else holds the right to change a group: nothing was started. */
public final class LeaseHeld extends RuntimeException {
    public LeaseHeld(Lease current) {
        super("The lease " + current.name().value() + " is held by " + current.owner() + " since " + current.since()
                + " (until " + current.until() + " unless renewed).");
    }

    LeaseHeld(String what, String holder, Instant since) {
        super(what + " is held by " + holder + " since " + since + ".");
    }
}
