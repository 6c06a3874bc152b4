package io.twinlake.ledger.failure;

import io.twinlake.config.failure.OwnCategory;

/** The ledger's database did not answer in time; whether a row that was being written is there, only reading it tells. */
public final class LedgerSilent extends LedgerException {
    public LedgerSilent(String message, Throwable cause) {
        super(
                OwnCategory.LEDGER,
                message,
                "See that its database is up and can be reached from here, then run the command again.",
                cause);
    }
}
