package io.twinlake.catalogsync.parity;

/** How an object's two sides stand to each other. */
public enum ParityState {
    IN_SYNC("inSync"),
    /** Equal to what was last replicated, but the source has moved on since. */
    LAGGING("lagging"),
    /** The replica differs from what was replicated. */
    DRIFTED("drifted"),
    MISSING("missing"),
    /** At the replica only. */
    EXTRA("extra"),
    /** Could not be compared. */
    FAILED("failed"),
    /** Nobody can say whether it is there: what it stands in could not be listed. */
    UNKNOWN("unknown"),
    UNSUPPORTED("unsupported"),
    EXCLUDED("excluded");

    private final String word;

    ParityState(String word) {
        this.word = word;
    }

    /** How reports write it. */
    public String word() {
        return word;
    }

    /** Whether it counts in the denominator: the source's objects in scope. */
    public boolean inScope() {
        return this != EXTRA && this != EXCLUDED;
    }
}
