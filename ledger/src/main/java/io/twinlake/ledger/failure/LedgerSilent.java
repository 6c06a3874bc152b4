package io.twinlake.ledger.failure;

/** The ledger's database did not answer in time; whether a row that was being written is there, only reading it tells. */
public final class LedgerSilent extends LedgerException {
    public LedgerSilent(String message, Throwable cause) {
        super(message, cause);
    }
}
