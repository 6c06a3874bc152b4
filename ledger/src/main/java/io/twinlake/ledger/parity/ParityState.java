package io.twinlake.ledger.parity;

/** How an object's two sides stand to each other. */
public enum ParityState {
    IN_SYNC("inSync"),
    /** Equal to what was last replicated, but the source has moved on since. */
    LAGGING("lagging"),
    /** Equal but for grants and an owner that Twinlake could not give. */
    LACKING("lacking"),
    /** The replica differs from what was replicated. */
    DRIFTED("drifted"),
    MISSING("missing"),
    /** At the replica only. */
    EXTRA("extra"),
    /** Could not be compared. */
    FAILED("failed"),
    /** Nobody can say whether it is there and equal: what it stands in could not be listed, or its grants are not shown. */
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

    /**
     * Whether the replica is not what was replicated, or nobody can say that it is. What lags is as it was replicated and comes with the next
     * sync; what is
     * lacking no sync can give; what is extra no replication has anything to do with.
     */
    public boolean differs() {
        return switch (this) {
            case DRIFTED, MISSING, FAILED, UNKNOWN -> true;
            case IN_SYNC, LAGGING, LACKING, EXTRA, UNSUPPORTED, EXCLUDED -> false;
        };
    }

    /** The same for a group that may move although something is unknown. */
    public boolean differs(boolean acceptUnknown) {
        return differs() && !(acceptUnknown && this == UNKNOWN);
    }
}
