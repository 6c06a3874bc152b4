package io.twinlake.orchestrator.batch;

/** Why a run stopped before its end. */
public enum StopReason {
    /** The process was asked to end. */
    SHUTDOWN("this process was told to end"),
    /** Whoever typed the command has interrupted it, in another process. */
    INTERRUPTED("it was interrupted"),
    /** The lease was not renewed in time: somebody else may write by now. */
    LEASE_LOST("the lease was lost"),
    /** A failover or failback of the group began: it goes before a sync. */
    PREEMPTED("a move of the group began");

    private final String sentence;

    StopReason(String sentence) {
        this.sentence = sentence;
    }

    /** Whether somebody wanted it so, and nobody else is at work. */
    public boolean isWanted() {
        return this == SHUTDOWN || this == INTERRUPTED;
    }

    /** Half a sentence that follows "because". */
    public String because() {
        return sentence;
    }
}
