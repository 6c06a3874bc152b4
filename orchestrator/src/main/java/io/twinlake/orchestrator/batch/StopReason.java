package io.twinlake.orchestrator.batch;

/** Why a run stopped before its end. */
public enum StopReason {
    /** The process was asked to end. */
    SHUTDOWN("this process was told to end"),
    /** The lease was not renewed in time: somebody else may write by now. */
    LEASE_LOST("the lease was lost"),
    /** A failover or failback of the group began: it goes before a sync. */
    PREEMPTED("a move of the group began");

    private final String sentence;

    StopReason(String sentence) {
        this.sentence = sentence;
    }

    /** Half a sentence that follows "because". */
    public String because() {
        return sentence;
    }
}
