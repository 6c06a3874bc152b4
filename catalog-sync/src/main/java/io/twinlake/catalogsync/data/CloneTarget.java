package io.twinlake.catalogsync.data;

/** What stands where a clone is to be made: nothing, a replica of ours, or an original that the ledger pairs. */
public enum CloneTarget {
    NEW,
    REPLICA,
    ORIGINAL;

    public boolean exists() {
        return this != NEW;
    }

    /** Whether the clone is to say that Twinlake made it. */
    boolean marked() {
        return this != ORIGINAL;
    }
}
