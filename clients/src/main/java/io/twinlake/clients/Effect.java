package io.twinlake.clients;

/** What is known of the effect of a call that failed. */
public enum Effect {
    /** The call did nothing: it was never sent, or the platform refused it. */
    NONE,
    /** The call may have done its work, or may yet do it, although no good answer came. */
    UNKNOWN
}
