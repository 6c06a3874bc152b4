package io.twinlake.catalogsync;

import io.twinlake.catalogsync.access.GiveOwners;
import io.twinlake.catalogsync.access.GuardCopies;
import io.twinlake.catalogsync.access.HoldRights;
import io.twinlake.catalogsync.apply.NextState;
import io.twinlake.catalogsync.change.PlannedWork;
import io.twinlake.catalogsync.change.UnwrittenOutcome;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.key.AlignKeys;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Ends a run: remembers what needed no write, forgets what is gone, prepares the way back, gives owners, advances the replication point. */
final class FinishSync {
    private final PlannedWork planned;
    private final Ledger ledger;
    private final RunId run;
    private final PrepareWayBack wayBack;
    private final AlignKeys keys;
    private final GiveOwners owners;
    private final HoldRights rights;
    private final GuardCopies guards;

    FinishSync(
            PlannedWork planned,
            Ledger ledger,
            RunId run,
            PrepareWayBack wayBack,
            AlignKeys keys,
            GiveOwners owners,
            HoldRights rights,
            GuardCopies guards) {
        this.planned = planned;
        this.ledger = ledger;
        this.run = run;
        this.wayBack = wayBack;
        this.keys = keys;
        this.owners = owners;
        this.rights = rights;
        this.guards = guards;
    }

    SyncReport finish(Map<SecurableKey, ObjectOutcome> written, List<Kept> kept) {
        List<ObjectOutcome> outcomes = new ArrayList<>();
        List<ReplicaState> unwritten = new ArrayList<>();
        List<Intent> known = new ArrayList<>();
        NextState next = new NextState(situation(), run);
        for (Work work : planned.works()) {
            ObjectOutcome outcome = written.get(work.key());
            if (outcome == null) {
                outcome = earlierInThisRun(work).orElseGet(() -> UnwrittenOutcome.outcome(work));
                Optional<GuardCopies.Copy> copy = guards.last(work);
                if (copy.isPresent()) {
                    Failure failure = copy.get().failure();
                    outcome = new ObjectOutcome(outcome.kind(), outcome.object(), Outcome.BLOCKED, failure);
                    unwritten.add(next.leftBehind(work, failure, copy.get().open()));
                } else {
                    next.ofUnwritten(work).ifPresent(unwritten::add);
                }
                if (outcome.outcome() == Outcome.KEPT) {
                    known.addAll(situation().settledWith(work.key()));
                }
            }
            outcomes.add(outcome);
        }
        ledger.states().record(run, unwritten, known);
        forgetGone();
        Remarks remarks =
                planned.plan().remarks().warning(wayBack.ensure(outcomes)).warning(rights.lost(refused(outcomes)));
        List<Work> standing = standing(outcomes);
        Map<SecurableKey, Failure> unkeyed = keys.align(situation().group().name(), standing);
        GiveOwners.Given given = owners.give(situation().group().name(), standing);
        outcomes.replaceAll(outcome -> without(outcome, given.failed()));
        outcomes.replaceAll(outcome -> without(outcome, unkeyed));
        advance(outcomes);
        Set<SecurableKey> whole = outcomes.stream()
                .filter(ObjectOutcome::stands)
                .map(ObjectOutcome::key)
                .collect(Collectors.toSet());
        return report(outcomes, remarks.keeping(kept).keeping(given.kept()).healingOnly(whole));
    }

    /** The catalogs, replicated before, in which something was refused to Twinlake. */
    private Set<ObjectName> refused(List<ObjectOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.failure() != null
                        && outcome.failure().category().equals(FailureCategory.PERMISSION.word()))
                .map(outcome -> ObjectName.of(outcome.object().catalog()))
                .filter(catalog ->
                        situation().remembered().states().containsKey(new SecurableKey(SecurableKind.CATALOG, catalog)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Work> standing(List<ObjectOutcome> outcomes) {
        Set<SecurableKey> standing = new HashSet<>();
        outcomes.stream().filter(ObjectOutcome::stands).map(ObjectOutcome::key).forEach(standing::add);
        return planned.works().stream()
                .filter(work -> standing.contains(work.key()))
                .toList();
    }

    private static ObjectOutcome without(ObjectOutcome outcome, Map<SecurableKey, Failure> failed) {
        Failure failure = failed.get(outcome.key());
        return failure == null ? outcome : new ObjectOutcome(outcome.kind(), outcome.object(), Outcome.FAILED, failure);
    }

    /** A run taken up again counts what its first part had done as what it was, not as kept. */
    private Optional<ObjectOutcome> earlierInThisRun(Work work) {
        if (work.failure() != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(work.state())
                .filter(state -> state.changedBy().equals(run) && state.failure() == null)
                .map(state -> new ObjectOutcome(state.kind(), state.object(), state.outcome(), null));
    }

    /** Only what is known to be gone, so never because of a listing that failed or a catalog that is hidden. */
    private void forgetGone() {
        Set<SecurableKey> known = new HashSet<>();
        planned.works().forEach(work -> known.add(work.key()));
        Set<SecurableKey> remembered =
                new HashSet<>(situation().remembered().states().keySet());
        remembered.addAll(situation().remembered().undecided().keySet());
        remembered.addAll(situation().remembered().givenUp().keySet());
        remembered.removeAll(known);
        for (SecurableKey key : remembered) {
            if (situation().source().showsCatalogOf(key)
                    && situation().source().knowsAbsence(key)
                    && situation().replica().knowsAbsence(key)) {
                ledger.intents().close(situation().settledWith(key));
                ledger.states().forget(situation().group().name(), key.kind(), key.name());
            }
        }
    }

    private void advance(List<ObjectOutcome> outcomes) {
        Optional<Instant> before = ledger.states()
                .replicationPoint(situation().group().name(), situation().direction());
        new ReplicationPoint(situation(), before)
                .after(outcomes)
                .ifPresent(point -> ledger.states().advance(situation().group().name(), run, point));
    }

    private SyncReport report(List<ObjectOutcome> outcomes, Remarks remarks) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
        outcomes.forEach(outcome -> counts.merge(outcome.outcome(), 1, Integer::sum));
        List<ObjectOutcome> outstanding =
                outcomes.stream().filter(ObjectOutcome::outstanding).toList();
        List<CloneRecord> clones = ledger.clones().ofRun(run).stream()
                .filter(clone -> clone.state() == CloneRecord.State.DONE)
                .toList();
        return new SyncReport(
                run,
                outstanding.isEmpty() ? RunResult.SUCCEEDED : RunResult.PARTIAL,
                counts,
                clones,
                outstanding,
                remarks,
                ledger.states()
                        .replicationPoint(
                                situation().group().name(), situation().direction()));
    }

    private Situation situation() {
        return planned.situation();
    }
}
