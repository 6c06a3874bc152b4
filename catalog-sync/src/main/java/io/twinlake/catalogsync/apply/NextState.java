package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.Failure;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ledger is to remember of an object after a run looked at it. */
public final class NextState {
    private final Situation situation;
    private final RunId run;

    public NextState(Situation situation, RunId run) {
        this.situation = situation;
        this.run = run;
    }

    /** After a write, or where nothing had to be written: the pair as it stands. */
    ReplicaState paired(
            Work work,
            Securable source,
            Securable replica,
            Optional<CloneRecord> clone,
            @Nullable Long replicaVersion,
            Outcome outcome) {
        DeltaVersion planned = work.version();
        Long sourceVersion = clone.map(CloneRecord::sourceVersion).orElse(planned == null ? null : planned.version());
        return new ReplicaState(
                situation.group().name(),
                work.change().object(),
                replica.name(),
                work.change().kind(),
                situation.direction(),
                source.id(),
                replica.id(),
                source.fingerprint().toString(),
                replica.fingerprint().toString(),
                sourceVersion,
                replicaVersion,
                situation.source().at(),
                outcome,
                null,
                null,
                null,
                run);
    }

    /** After something stood in the way: nothing that we know is forgotten, and what may have been written an open intent tells. */
    ReplicaState hindered(Work work, Failure failure, Outcome outcome) {
        Pairing pair = situation.pairing(work.key()).orElse(Pairing.NONE);
        Fingerprint source = pair.source();
        Fingerprint replica = pair.replica();
        return new ReplicaState(
                situation.group().name(),
                work.change().object(),
                work.change().object(),
                work.change().kind(),
                situation.direction(),
                pair.sourceId(),
                pair.replicaId(),
                source == null ? null : source.toString(),
                replica == null ? null : replica.toString(),
                pair.sourceVersion(),
                pair.replicaVersion(),
                pair.pointInTime(),
                outcome,
                failure.category(),
                failure.message(),
                failure.next(),
                run);
    }

    /** After a replica was removed; its state is forgotten once this one has closed the intent. */
    ReplicaState pruned(Work work, Securable gone) {
        return new ReplicaState(
                situation.group().name(),
                gone.name(),
                gone.name(),
                gone.kind(),
                situation.direction(),
                null,
                gone.id(),
                null,
                null,
                null,
                null,
                null,
                Outcome.PRUNED,
                null,
                null,
                null,
                run);
    }

    /** An equal object that is not ours is no replica of ours: an id in the ledger would make it one. */
    private static ReplicaState ofNobody(ReplicaState kept) {
        return new ReplicaState(
                kept.group(),
                kept.object(),
                kept.replicaObject(),
                kept.kind(),
                kept.direction(),
                kept.sourceId(),
                null,
                kept.sourceFingerprint(),
                kept.replicaFingerprint(),
                kept.sourceVersion(),
                kept.replicaVersion(),
                kept.pointInTime(),
                kept.outcome(),
                null,
                null,
                null,
                kept.changedBy());
    }

    /** What to remember of work that wrote nothing. */
    public Optional<ReplicaState> ofUnwritten(Work work) {
        Failure failure = work.failure();
        if (failure != null) {
            return Optional.of(hindered(work, failure, UnwrittenOutcome.of(work)));
        }
        Securable source = work.source();
        Securable replica = work.replica();
        if (source == null || replica == null) {
            return Optional.empty();
        }
        // Both sides changed alike by other hands are the pair as it stands from now on.
        boolean known = situation.openIntents(work.key()).isEmpty()
                && work.state() != null
                && work.state().direction().equals(situation.direction())
                && work.state().category() == null
                && source.fingerprint().toString().equals(work.state().sourceFingerprint())
                && replica.fingerprint().toString().equals(work.state().replicaFingerprint());
        if (known) {
            return Optional.empty();
        }
        Long replicaVersion = situation
                .versions()
                .atReplica(work.change().object())
                .map(DeltaVersion::version)
                .orElse(null);
        ReplicaState kept = paired(work, source, replica, Optional.empty(), replicaVersion, Outcome.KEPT);
        return Optional.of(new Ownership(situation).ours(replica) ? kept : ofNobody(kept));
    }
}
