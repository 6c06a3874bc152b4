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
 */
public record Pair(Side source, Side replica, @Nullable Instant pointInTime) {
    /** Of an object that was never replicated. */
    public static final Pair NONE = new Pair(Side.UNKNOWN, Side.UNKNOWN, null);

    /** The names of properties that the platform does not let be alike: neither fingerprint speaks of them. */
    public Set<String> platformProperties() {
        Set<String> names = new HashSet<>(source.platformProperties().keySet());
        names.addAll(replica.platformProperties().keySet());
        return names;
    }

    /** The same seen from the other side. */
    public Pair reversed() {
        return new Pair(replica, source, pointInTime);
    }
}
