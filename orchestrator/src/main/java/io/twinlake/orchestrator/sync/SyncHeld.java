package io.twinlake.orchestrator.sync;

import io.twinlake.ledger.journal.Hold;

/** Replication of the group waits since a move: nothing was started. */
public final class SyncHeld extends RuntimeException {
    private final String next;

    /**
     * @param why what keeps it held now, as part of a sentence
     * @param next what to do, as a sentence
     */
    public SyncHeld(Hold hold, String why, String next) {
        super("Replication of group " + hold.group() + " is held since " + hold.since() + " by run " + hold.run() + ": "
                + why + ".");
        this.next = next;
    }

    public String next() {
        return next;
    }
}
