package io.twinlake.ledger.step;

/** Where a step of a move stands. */
public enum StepStatus {
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    /** It had nothing to do in this run. */
    SKIPPED,
    /** Its effect was taken back. */
    UNDONE
}
