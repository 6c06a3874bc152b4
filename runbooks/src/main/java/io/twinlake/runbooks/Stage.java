package io.twinlake.runbooks;

/** On which side of the promotion, the commit point of a move, a verb belongs. */
public enum Stage {
    BEFORE_PROMOTION,
    PROMOTION,
    AFTER_PROMOTION,
    ANY,
    /** In a drill alone. */
    REHEARSAL
}
