package io.twinlake.catalogsync.outcome;

/** A sync was told to stop and did so between two objects; what it had done is in the ledger, a later run goes on from there. */
public final class SyncStopped extends RuntimeException {
    public SyncStopped(String message) {
        super(message);
    }
}
