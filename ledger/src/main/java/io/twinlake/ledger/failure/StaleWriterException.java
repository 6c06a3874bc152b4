package io.twinlake.ledger.failure;

/** Somebody else has taken a writer's place: nothing of what it was about to write is in the ledger, and it must stop. */
public abstract class StaleWriterException extends LedgerException {
    protected StaleWriterException(String message) {
        super(message);
    }
}
