package io.twinlake.ledger.epoch;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.failure.LedgerException;

/**
 * Nothing tells which region serves: the ledger is restored from a copy, and of a promotion behind it the ledger would know nothing. Whatever is
 * done by the copy may hurt the region that serves in truth.
 */
public final class PrimaryUnproven extends LedgerException {
    PrimaryUnproven(Doubt doubt) {
        super(OwnCategory.PRIMARY_UNPROVEN, doubt.sentence() + " Nothing was changed.", doubt.next(), null);
    }
}
