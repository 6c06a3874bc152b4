package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.state.ReplicaState;
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
        Fingerprint source = fingerprint(state.sourceFingerprint());
        Fingerprint replica = fingerprint(state.replicaFingerprint());
        return state.direction().equals(today)
                ? new Pairing(
                        false,
                        state.sourceId(),
                        state.replicaId(),
                        source,
                        replica,
                        state.sourceVersion(),
                        state.replicaVersion(),
                        state.pointInTime())
                : new Pairing(
                        true,
                        state.replicaId(),
                        state.sourceId(),
                        replica,
                        source,
                        state.replicaVersion(),
                        state.sourceVersion(),
                        state.pointInTime());
    }

    /** Whether a replica with this id is the one of the pair. A pair never completed owns nothing. */
    public boolean owns(String id) {
        return id.equals(replicaId);
    }

    private static @Nullable Fingerprint fingerprint(@Nullable String text) {
        return text == null ? null : Fingerprint.parse(text);
    }
}
