package io.twinlake.catalogsync.key;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of a table whose keys are made: of what is there now, its keys alone may become ours. */
record KeyedPair(ReplicaState state) {
    /** Whether a table is the one of the pair. */
    boolean owns(Securable now) {
        return paired().owns(now.id());
    }

    /** Whether it is besides as it was left; grants that nobody tells cannot be compared. */
    boolean isAsLeft(Securable now) {
        Fingerprint left = paired().replica();
        Fingerprint found = paired().now(now);
        return owns(now)
                && left != null
                && found.saysAs(
                        now.access().isKnown()
                                ? left
                                : new Fingerprint(left.definition(), found.access(), left.tags()));
    }

    Failure changed(SecurableKey key) {
        return Failures.blocked(
                key
                        + " was changed at the replica by somebody else while it was being replicated: its keys stay as they are",
                "Sync again: the next plan tells what is to be done.");
    }

    /** The version of the replica that is paired, behind which keys are to leave no commit. */
    @Nullable
    Long version() {
        return state.pair().replica().version();
    }

    /** The same with the keys that were left, and nothing else of what others may have done since the table was found. */
    ReplicaState keyedAs(Securable found, Securable left) {
        Pair pair = state.pair();
        Fingerprint before = Objects.requireNonNull(paired().replica());
        String definition = paired().now(Table.keyedAs(found, left)).definition();
        String fingerprint = new Fingerprint(definition, before.access(), before.tags()).toString();
        return state.with(new Pair(
                pair.source(), pair.replica().as(pair.replica().id(), fingerprint, version()), pair.pointInTime()));
    }

    private Pairing paired() {
        return new Pairing(false, state.pair());
    }
}
