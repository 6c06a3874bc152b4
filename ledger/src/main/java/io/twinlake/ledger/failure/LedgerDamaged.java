package io.twinlake.ledger.failure;

/** The ledger's file is there and has lost its tables: it is not taken for a new one. */
public final class LedgerDamaged extends LedgerException {
    public LedgerDamaged(String message) {
        super(message);
    }
}
