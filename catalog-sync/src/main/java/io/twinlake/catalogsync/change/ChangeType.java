package io.twinlake.catalogsync.change;

import java.util.Locale;

/** What a sync would do to one object. */
public enum ChangeType {
    CREATE,
    UPDATE,
    /** The data or the body is written anew. */
    REPLACE,
    /** The replica is removed, its source being gone. */
    PRUNE,
    KEEP,
    /** This version does not replicate it; the reason says why. */
    UNSUPPORTED,
    /** It must not or cannot be written; the reason says what stands in the way. */
    BLOCKED;

    /** How reports write it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the object, or what it holds, is made anew. */
    public boolean makesAnew() {
        return this == CREATE || this == REPLACE;
    }

    /** Whether a sync writes something for it. */
    public boolean writes() {
        return makesAnew() || this == UPDATE || this == PRUNE;
    }
}
