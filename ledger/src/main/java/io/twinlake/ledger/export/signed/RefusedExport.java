package io.twinlake.ledger.export.signed;

import io.twinlake.ledger.failure.LedgerException;

/** A copy of the ledger cannot be trusted or used; the message names the file. */
public final class RefusedExport extends LedgerException {
    private static final String OF_A_FILE = "Bring the place back that has the file, or the right key.";

    private final String next;

    /** A file is missing, or is not what was signed. */
    public RefusedExport(String message) {
        this(message, OF_A_FILE);
    }

    /** @param next what to do, as a sentence */
    public RefusedExport(String message, String next) {
        super(message);
        this.next = next;
    }

    RefusedExport(String message, Throwable cause) {
        super(message, cause);
        this.next = OF_A_FILE;
    }

    public String next() {
        return next;
    }
}
