package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.change.UnwrittenOutcome;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.group.OnDelete;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the ledger is to remember of an object after a run looked at it. */
public final class NextState {
    private final Situation situation;
    private final RunId run;

    public NextState(Situation situation, RunId run) {
        this.situation = situation;
        this.run = run;
    }

    /**
     * After a write, or where nothing had to be written: the pair as it stands.
     *
     * @param untaken what the replica stands without
     */
    ReplicaState paired(
            Work work,
            Securable source,
            Securable replica,
            Optional<CloneRecord> clone,
            @Nullable Long replicaVersion,
            Untaken untaken,
            Outcome outcome) {
        DeltaVersion planned = work.version();
        Long sourceVersion =
                clone.map(done -> done.source().version()).orElse(planned == null ? null : planned.version());
        Pairing before = situation.pairing(work.key()).orElse(Pairing.NONE);
        Pair last = situation.pair(work.key());
        Set<String> still = situation.uncompared().learnt().getOrDefault(work.key(), Set.of());
        Pair pair = new Pair(
                new Side(
                        source.id(),
                        known(without(source, untaken), before.source()),
                        sourceVersion,
                        strangersAtSource(work, source),
                        untaken.atSource(last.source(), still)),
                new Side(
                        replica.id(),
                        known(without(replica, untaken), before.replica()),
                        replicaVersion,
                        untaken.strangers(),
                        untaken.atReplica(last.replica(), still)),
                situation.source().at());
        return state(work.key(), pair, outcome, null);
    }

    private static Securable without(Securable securable, Untaken untaken) {
        return securable.withoutProperties(untaken.names()::contains);
    }

    /** Who was nobody there when it was the replica, until he is seen. */
    private SortedSet<String> strangersAtSource(Work work, Securable source) {
        SortedSet<String> strangers =
                new TreeSet<>(situation.pair(work.key()).source().strangers());
        if (source.access().grants() != null) {
            strangers.removeAll(source.access().grants().keySet());
        }
        return strangers;
    }

    /** While grants, tags or a text are unknown, what was known of them last stays what a change of them is told by. */
    private static String known(Securable securable, @Nullable Fingerprint before) {
        Fingerprint now = securable.fingerprint();
        return before == null
                ? now.toString()
                : new Fingerprint(
                                securable.definition().isTold() ? now.definition() : before.definition(),
                                securable.access().isKnown() ? now.access() : before.access(),
                                now.orTagsOf(before).tags())
                        .toString();
    }

    /** After something stood in the way: nothing that we know is forgotten, and what may have been written an open intent tells. */
    ReplicaState hindered(Work work, Failure failure, Outcome outcome) {
        Pair pair = situation.pair(work.key());
        // Since when a source is gone is remembered until it is there again.
        return state(work.key(), work.source() == null ? pair : pair.goneSince(null), outcome, failure);
    }

    /** After the replica had to be made anew as it was: nothing else that we know is forgotten. */
    ReplicaState restored(Work work, Failure failure, Securable now) {
        ReplicaState state = hindered(work, failure, UnwrittenOutcome.of(failure));
        Pair pair = state.pair();
        Fingerprint before = situation.pairing(work.key()).orElse(Pairing.NONE).replica();
        Side replica =
                pair.replica().as(now.id(), known(now, before), pair.replica().version());
        return state.with(new Pair(pair.source(), replica, pair.pointInTime()));
    }

    /** After a copy was left behind: the pair as it was, but for the grants that were taken away from the copy. */
    public ReplicaState leftBehind(Work work, Failure failure, Optional<Securable> open) {
        ReplicaState state = hindered(work, failure, Outcome.BLOCKED);
        Fingerprint before = situation.pairing(work.key()).orElse(Pairing.NONE).replica();
        if (open.isEmpty() || before == null) {
            return state;
        }
        Side side = state.pair().replica();
        Fingerprint now =
                new Fingerprint(before.definition(), open.get().fingerprint().access(), before.tags());
        Side withdrawn = side.as(Objects.requireNonNull(side.id()), now.toString(), side.version());
        return state.with(
                new Pair(state.pair().source(), withdrawn, state.pair().pointInTime()));
    }

    /** After a replica was removed; its state is forgotten once this one has closed the intent. */
    ReplicaState pruned(Work work, Securable gone) {
        Pair pair = new Pair(Side.UNKNOWN, new Side(gone.id(), null, null), null);
        return state(gone.key(), pair, Outcome.PRUNED, null);
    }

    /** An equal object that is not ours is no replica of ours: an id in the ledger would make it one. */
    private static ReplicaState ofNobody(ReplicaState kept) {
        Pair pair = kept.pair();
        Side replica =
                new Side(null, pair.replica().fingerprint(), pair.replica().version());
        return kept.with(new Pair(pair.source(), replica, pair.pointInTime()));
    }

    private ReplicaState state(SecurableKey key, Pair pair, Outcome outcome, @Nullable Failure failure) {
        return new ReplicaState(
                situation.group().name(), key.kind(), key.name(), situation.direction(), pair, outcome, failure, run);
    }

    /** Of a replica that stays while its source is gone: since when, where its time is counted. */
    private Optional<ReplicaState> gone(Work work) {
        Pair pair = situation.pair(work.key());
        @Nullable
        Instant since = situation.group().sync().onDelete() instanceof OnDelete.KeepMarked
                ? situation.goneSince(work.key())
                : null;
        return work.state() == null || Objects.equals(since, pair.goneSince())
                ? Optional.empty()
                : Optional.of(state(work.key(), pair.goneSince(since), Outcome.KEPT, null));
    }

    /** What to remember of work that wrote nothing. */
    public Optional<ReplicaState> ofUnwritten(Work work) {
        Failure failure = work.failure();
        if (failure != null) {
            return Optional.of(hindered(work, failure, UnwrittenOutcome.of(work)));
        }
        Securable source = work.source();
        Securable replica = work.replica();
        if (source == null) {
            return gone(work);
        }
        if (replica == null) {
            return Optional.empty();
        }
        // Both sides changed alike by other hands are the pair as it stands from now on.
        boolean known = situation.openIntents(work.key()).isEmpty()
                && work.state() != null
                && work.state().direction().equals(situation.direction())
                && work.state().failure() == null
                && work.state().pair().goneSince() == null
                && situation.versions().lastForeign(work.change().object()).isEmpty()
                && source.fingerprint()
                        .toString()
                        .equals(work.state().pair().source().fingerprint())
                && replica.fingerprint()
                        .toString()
                        .equals(work.state().pair().replica().fingerprint())
                && work.state().pair().replica().strangers().isEmpty()
                && work.state().pair().source().strangers().equals(strangersAtSource(work, source));
        if (known) {
            return Optional.empty();
        }
        Long replicaVersion = situation
                .versions()
                .atReplica(work.change().object())
                .map(DeltaVersion::version)
                .orElse(null);
        boolean told = source.access().isKnown() && replica.access().isKnown();
        SortedSet<String> strangers =
                told ? new TreeSet<>() : situation.pair(work.key()).replica().strangers();
        ReplicaState kept =
                paired(work, source, replica, Optional.empty(), replicaVersion, Untaken.of(strangers), Outcome.KEPT);
        return Optional.of(new Ownership(situation).ours(replica) ? kept : ofNobody(kept));
    }
}
