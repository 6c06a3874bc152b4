package io.twinlake.ledger.state;

/** What became of one object in a run. */
public enum Outcome {
    CREATED,
    UPDATED,
    REPLACED,
    PRUNED,
    /** Nothing had to change. */
    KEPT,
    UNSUPPORTED,
    BLOCKED,
    FAILED
}
