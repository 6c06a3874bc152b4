package io.twinlake.ledger.state;

import java.util.Locale;

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
    FAILED;

    /** As documents and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
