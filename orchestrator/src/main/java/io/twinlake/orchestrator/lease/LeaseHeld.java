package io.twinlake.orchestrator.lease;

import io.twinlake.ledger.lease.Lease;

/** Someone else holds the group's lease: nothing was started. */
public final class LeaseHeld extends RuntimeException {
    private final Lease current;

    LeaseHeld(Lease current) {
        super("The lease " + current.name().value() + " is held by " + current.owner() + " since " + current.since()
                + " (until " + current.until() + " unless renewed).");
        this.current = current;
    }

    public Lease current() {
        return current;
    }
}
