package io.twinlake.ledger.failure;

/** The ledger could not be read or written; nothing that depended on the row was done. */
public class LedgerException extends RuntimeException {
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    protected LedgerException(String message) {
        super(message);
    }
}
