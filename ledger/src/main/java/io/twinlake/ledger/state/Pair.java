package io.twinlake.ledger.state;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object and its replica, as they were when both were equal.
 *
 * @param source as last replicated
 * @param replica as we last wrote it: another fingerprint there means that somebody else wrote
 * @param pointInTime the source's time up to which the replica is complete
 * @param goneSince when the source was first found gone, where the replica is kept for a time from then on; null for all others
 */
public record Pair(
        Side source,
        Side replica,
        @Nullable Instant pointInTime,
        @Nullable Instant goneSince) {
    /** Of an object that was never replicated. */
    public static final Pair NONE = new Pair(Side.UNKNOWN, Side.UNKNOWN, null);

    /** Of an object whose source is there, or nobody counts for how long it is gone. */
    public Pair(Side source, Side replica, @Nullable Instant pointInTime) {
        this(source, replica, pointInTime, null);
    }

    /** The same with another time since when the source is gone. @param since null where it is there, or nobody counts */
    public Pair goneSince(@Nullable Instant since) {
        return new Pair(source, replica, pointInTime, since);
    }

    /** The names of properties that the platform does not let be alike: neither fingerprint speaks of them. */
    public Set<String> platformProperties() {
        Set<String> names = new HashSet<>(source.platformProperties().keySet());
        names.addAll(replica.platformProperties().keySet());
        return names;
    }

    /** The same seen from the other side, where another source may be gone. */
    public Pair reversed() {
        return new Pair(replica, source, pointInTime);
    }
}
