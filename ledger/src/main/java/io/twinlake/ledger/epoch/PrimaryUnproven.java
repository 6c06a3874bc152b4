package io.twinlake.ledger.epoch;

import io.twinlake.ledger.failure.LedgerException;

/**
 * Nothing tells which region serves: the ledger is restored from a copy, and of a promotion behind it the ledger would know nothing. Whatever is
 * done by the copy may hurt the region that serves in truth.
 */
public final class PrimaryUnproven extends LedgerException {
    private final Doubt doubt;

    PrimaryUnproven(Doubt doubt) {
        super(doubt.sentence() + " Nothing was changed.");
        this.doubt = doubt;
    }

    /** What to do, in sentences. */
    public String next() {
        return doubt.next();
    }
}
