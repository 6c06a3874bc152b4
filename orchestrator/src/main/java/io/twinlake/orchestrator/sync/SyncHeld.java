package io.twinlake.orchestrator.sync;

import io.twinlake.ledger.journal.Hold;

/** Replication of the group waits since a move: nothing was started. */
public final class SyncHeld extends RuntimeException {
    SyncHeld(Hold hold) {
        super("Replication of group " + hold.group() + " is held since " + hold.since() + " by run " + hold.run() + ": "
                + hold.reason() + ".");
    }
}
