package io.twinlake.ledger.export.signed;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.failure.LedgerException;

/** A copy of the ledger cannot be trusted or used; the message names the file. */
public final class RefusedExport extends LedgerException {
    /** A file is missing, or is not what was signed. */
    public RefusedExport(String message) {
        super(OwnCategory.EXPORT, message, null, null);
    }

    /** @param next what to do, as a sentence */
    public RefusedExport(String message, String next) {
        super(OwnCategory.EXPORT, message, next, null);
    }

    RefusedExport(String message, Throwable cause) {
        super(OwnCategory.EXPORT, message, null, cause);
    }

    /** No row of a refused copy stays in a ledger, and no place gets one. */
    @Override
    public String next() {
        return "Nothing was written. " + super.next();
    }
}
