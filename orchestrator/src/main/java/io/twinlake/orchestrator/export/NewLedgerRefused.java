package io.twinlake.orchestrator.export;

/** Nothing was started, because this ledger does not know the group and another one may. */
public final class NewLedgerRefused extends RuntimeException {
    private final String next;

    NewLedgerRefused(String message, String next) {
        super(message);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
