package io.twinlake.ledger.step;

import java.util.Locale;

/** Where a step of a move stands. */
public enum StepStatus {
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    /** It had nothing to do in this run. */
    SKIPPED,
    /** Its effect was taken back. */
    UNDONE;

    /** As documents and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
