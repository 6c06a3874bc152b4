package io.twinlake.ledger.run;

import java.util.Locale;

/** How a run stands or ended. */
public enum RunResult {
    RUNNING,
    SUCCEEDED,
    /** Some objects failed or are blocked. */
    PARTIAL,
    FAILED,
    /** Its process died or it was stopped; a later run goes on from it. */
    INTERRUPTED;

    /** Whether somebody is at work on it, or may go on with it. */
    public boolean isOpen() {
        return this == RUNNING || this == INTERRUPTED;
    }

    /** As documents and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
