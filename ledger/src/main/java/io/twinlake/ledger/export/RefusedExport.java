package io.twinlake.ledger.export;

import io.twinlake.ledger.LedgerException;

/** A copy of the ledger cannot be trusted or used; the message names the file. */
public final class RefusedExport extends LedgerException {
    public RefusedExport(String message) {
        super(message);
    }

    RefusedExport(String message, Throwable cause) {
        super(message, cause);
    }
}
