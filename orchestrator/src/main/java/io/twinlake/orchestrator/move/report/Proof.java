package io.twinlake.orchestrator.move.report;

/** Whether it was proven, behind the promotion of a move that is not forced, that nothing was left behind in the old primary. */
public enum Proof {
    /** It was searched, and holds nothing that is not in the new one. */
    PROVEN,
    /** It holds commits that were made behind the proof of versions. */
    COMMITS_FOUND,
    /** It could not be searched, or was not yet. */
    NOT_PROVEN
}
