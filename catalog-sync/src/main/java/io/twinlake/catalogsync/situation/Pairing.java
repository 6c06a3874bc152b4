package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of an object and its replica, seen in today's direction: after a promotion the old source is the replica of what
 * was its replica, and the pair stays a pair.
 *
 * @param reversed whether it was written in the opposite direction
 */
public record Pairing(boolean reversed, Pair pair) {
    /** Of an object that the ledger does not know. */
    public static final Pairing NONE = new Pairing(false, Pair.NONE);

    public static Pairing of(ReplicaState state, Direction today) {
        return new Pairing(!state.direction().equals(today), state.pairIn(today));
    }

    /** Whether a replica with this id is the one of the pair. A pair never completed owns nothing. */
    public boolean owns(String id) {
        return id.equals(replicaId());
    }

    public @Nullable String sourceId() {
        return pair.source().id();
    }

    public @Nullable String replicaId() {
        return pair.replica().id();
    }

    public @Nullable Fingerprint source() {
        return fingerprint(pair.source());
    }

    public @Nullable Fingerprint replica() {
        return fingerprint(pair.replica());
    }

    public @Nullable Long sourceVersion() {
        return pair.source().version();
    }

    public @Nullable Long replicaVersion() {
        return pair.replica().version();
    }

    public @Nullable Instant pointInTime() {
        return pair.pointInTime();
    }

    /** What an object's fingerprint is now, of all that those of the pair speak of. */
    public Fingerprint now(Securable securable) {
        Set<String> platform = pair.platformProperties();
        return platform.isEmpty()
                ? securable.fingerprint()
                : securable.withoutProperties(platform::contains).fingerprint();
    }

    /** What is to be remembered of the replica as it was left; tags that were not read again are as they were. */
    public Fingerprint left(Securable replica) {
        Fingerprint before = replica();
        return before == null ? now(replica) : now(replica).orTagsOf(before);
    }

    /** Whether the replica's rows are those of no version of the source: commits there were settled where they stand, and may be written over. */
    public boolean isSettled() {
        return pair.replica().settled() != null;
    }

    /** The version of the replica behind which every commit has to be ours; null where none is known. */
    public @Nullable Long accounted() {
        return pair.replica().accounted();
    }

    private static @Nullable Fingerprint fingerprint(Side side) {
        return side.fingerprint() == null ? null : Fingerprint.parse(side.fingerprint());
    }
}
