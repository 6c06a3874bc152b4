package io.twinlake.failover.epoch;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.failure.LedgerException;

/** Nobody can say now which region serves, so nothing may be written: the witness does not answer, or it and the ledger disagree. */
public final class EpochUnproven extends LedgerException {
    EpochUnproven(String message) {
        super(OwnCategory.WITNESS, message, null, null);
    }

    EpochUnproven(String message, String next) {
        super(OwnCategory.WITNESS, message, next, null);
    }

    EpochUnproven(String message, Throwable cause) {
        super(OwnCategory.WITNESS, message, null, cause);
    }
}
