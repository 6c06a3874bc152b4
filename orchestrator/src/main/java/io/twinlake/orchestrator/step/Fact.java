package io.twinlake.orchestrator.step;

/** Names of the facts that steps leave in the ledger and reports are made from. */
public final class Fact {
    /** One sentence of outcome. */
    public static final String MESSAGE = "message";
    /** When the primary began to be closed, or the operator's command began. */
    public static final String CLOSED_AT = "closedAt";
    /** What became of fencing the old primary, as the ledger names it. */
    public static final String FENCE = "fence";
    /** Why the old primary may still write. */
    public static final String UNFENCED = "unfenced";
    /** The epoch that a promotion made. */
    public static final String EPOCH = "epoch";
    /** When the promotion was done. */
    public static final String PROMOTED_AT = "promotedAt";
    /** When the new region answered well for the first time. */
    public static final String ANSWERED_AT = "answeredAt";
    /** Time up to which the whole group was at the replica. */
    public static final String REPLICATED_UP_TO = "replicatedUpTo";
    /** Number of tables whose versions were proven equal. */
    public static final String PROVEN = "proven";

    /** Present where nothing was committed in the old primary behind the proof of versions. */
    public static final String PROVEN_AGAIN = "provenAgain";
    /** The tables that got commits in the old primary behind the proof of versions, one a line. */
    public static final String LEFT_BEHIND = "leftBehind";
    /** When the last of those commits was made. */
    public static final String LEFT_UP_TO = "leftUpTo";

    private Fact() {}
}
