package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of an object and its replica, seen in today's direction: after a promotion the old source is the replica of what
 * was its replica, and the pair stays a pair.
 *
 * @param reversed whether it was written in the opposite direction
 */
public record Pairing(
        boolean reversed,
        @Nullable String sourceId,
        @Nullable String replicaId,
        @Nullable Fingerprint source,
        @Nullable Fingerprint replica,
        @Nullable Long sourceVersion,
        @Nullable Long replicaVersion,
        @Nullable Instant pointInTime) {

    /** Of an object that the ledger does not know. */
    public static final Pairing NONE = new Pairing(false, null, null, null, null, null, null, null);

    public static Pairing of(ReplicaState state, Direction today) {
        boolean reversed = !state.direction().equals(today);
        Pair pair = reversed ? state.pair().reversed() : state.pair();
        return new Pairing(
                reversed,
                pair.source().id(),
                pair.replica().id(),
                fingerprint(pair.source()),
                fingerprint(pair.replica()),
                pair.source().version(),
                pair.replica().version(),
                pair.pointInTime());
    }

    /** Whether a replica with this id is the one of the pair. A pair never completed owns nothing. */
    public boolean owns(String id) {
        return id.equals(replicaId);
    }

    private static @Nullable Fingerprint fingerprint(Side side) {
        return side.fingerprint() == null ? null : Fingerprint.parse(side.fingerprint());
    }
}
