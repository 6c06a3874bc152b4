package io.twinlake.clients.retry;

/** Whether a call may be sent again when nothing is known of the effect of the first. */
public enum Repeat {
    /** Doing it twice is the same as doing it once: reading, deleting, setting to a value. */
    FREELY,
    /** Freely, and also where the platform refuses it because something else is being done to the same object just now. */
    ALSO_IN_CONFLICT,
    /** Only after a failure that certainly had no effect; else the caller finds out by reading. */
    ONLY_WITHOUT_EFFECT
}
