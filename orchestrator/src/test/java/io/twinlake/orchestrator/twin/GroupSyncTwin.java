package io.twinlake.orchestrator.twin;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.PreparedSync;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.FirstClones;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.catalogsync.outcome.SyncStopped;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.catalogsync.rebuild.Recovered;
import io.twinlake.catalogsync.rebuild.Unproven;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.clients.databricks.delta.TableSize;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Replicates the files of a {@link TwinFolder}. */
public final class GroupSyncTwin implements GroupSync {
    private final TwinFolder folder;
    private final FailoverGroup group;
    private final Ledger ledger;
    private final Clock clock;
    private final Consumer<Plan> accepted;

    public GroupSyncTwin(TwinFolder folder, FailoverGroup group, Ledger ledger, Clock clock) {
        this(folder, group, ledger, clock, plan -> {});
    }

    private GroupSyncTwin(TwinFolder folder, FailoverGroup group, Ledger ledger, Clock clock, Consumer<Plan> accepted) {
        this.folder = folder;
        this.group = group;
        this.ledger = ledger;
        this.clock = clock;
        this.accepted = accepted;
    }

    @Override
    public GroupSync adopting(Adoption adoption) {
        return this;
    }

    @Override
    public GroupSync provided(Consumer<Plan> accepts) {
        return new GroupSyncTwin(folder, group, ledger, clock, accepts);
    }

    @Override
    public Plan plan() {
        EpochState epoch = ledger.epochs().current(group.name(), group.home());
        Direction direction = new Direction(epoch.effectivePrimary(), group.otherThan(epoch.effectivePrimary()));
        folder.ask(direction.source().value());
        folder.ask(direction.replica().value());
        Map<ObjectName, String> paired = ledger.states().all(group.name()).stream()
                .collect(Collectors.toMap(
                        ReplicaState::object,
                        state -> String.valueOf(state.pair().replica().fingerprint())));
        List<Change> changes = folder.objects(direction.source().value()).stream()
                .map(object -> change(object, direction, paired))
                .toList();
        return Plan.of(group.name(), direction, epoch.epoch(), changes, 0, Remarks.NONE)
                .copyingWhole(firstClones(changes));
    }

    /** A twin copies every table whole. */
    private static FirstClones firstClones(List<Change> changes) {
        return new FirstClones(
                changes.stream()
                        .filter(change -> change.type().writes())
                        .map(change -> new FirstClones.Table(change.object(), new TableSize(3, 1_500_000_000)))
                        .toList(),
                Optional.empty());
    }

    /** As the product does: what is equal on both sides stays; of what else is there, only what this ledger knows as it is is written. */
    private Change change(String object, Direction direction, Map<ObjectName, String> paired) {
        ChangeType type;
        if (!folder.objects(direction.replica().value()).contains(object)) {
            type = ChangeType.CREATE;
        } else if (isEqual(object, direction)) {
            type = ChangeType.KEEP;
        } else {
            String there = fingerprint(object, direction.replica());
            type = there.equals(paired.get(name(object))) ? ChangeType.REPLACE : ChangeType.BLOCKED;
        }
        String reason = type == ChangeType.BLOCKED ? "this ledger does not know it as it is" : null;
        return new Change(SecurableKind.TABLE, name(object), type, wave(object), reason, List.of());
    }

    private String fingerprint(String object, RegionName region) {
        return Integer.toHexString(folder.rows(region.value(), object).hashCode());
    }

    private boolean isEqual(String object, Direction direction) {
        return folder.rows(direction.source().value(), object)
                .equals(folder.rows(direction.replica().value(), object));
    }

    @Override
    public PreparedSync prepare(RunId run, BooleanSupplier goOn) {
        Plan plan = plan();
        accepted.accept(plan);
        return new Prepared(run, plan, goOn, clock.instant());
    }

    @Override
    public ParityReport verify(Tier tier) {
        Plan plan = plan();
        List<String> done = folder.objects(plan.direction().replica().value());
        List<ObjectParity> objects = folder.objects(plan.direction().source().value()).stream()
                .map(object -> parity(object, plan.direction(), done.contains(object)))
                .toList();
        return new ParityReport(tier, plan.direction(), clock.instant(), objects, NotListed.NOWHERE);
    }

    @Override
    public ParityReport verify(Tier tier, ObjectName name) {
        ParityReport all = verify(tier);
        return new ParityReport(
                tier,
                all.direction(),
                all.at(),
                all.objects().stream()
                        .filter(object -> object.object().equals(name))
                        .toList(),
                all.notListed());
    }

    private ObjectParity parity(String object, Direction direction, boolean isThere) {
        if (!isThere) {
            return new ObjectParity(name(object), SecurableKind.TABLE, ParityState.MISSING, "not at the replica");
        }
        return isEqual(object, direction)
                ? new ObjectParity(name(object), SecurableKind.TABLE, ParityState.IN_SYNC, null)
                : new ObjectParity(name(object), SecurableKind.TABLE, ParityState.DRIFTED, "other rows");
    }

    /** Whatever is at the replica is a pair; of nobody knows what else there may be, one function is not proven. */
    @Override
    public Recovered recover(RunId run) {
        Plan plan = plan();
        List<ReplicaState> states = folder.objects(plan.direction().replica().value()).stream()
                .map(object -> pair(object, plan.direction(), run, Outcome.KEPT))
                .toList();
        SecurableKey function = new SecurableKey(SecurableKind.FUNCTION, ObjectName.of("gold", "s", "plus_one"));
        return new Recovered(states, List.of(), List.of(new Unproven(function, "A function bears no marker.")));
    }

    private ReplicaState pair(String object, Direction direction, RunId run, Outcome outcome) {
        return new ReplicaState(
                group.name(),
                SecurableKind.TABLE,
                name(object),
                direction,
                new Pair(
                        new Side(object, null, 1L),
                        new Side(object, fingerprint(object, direction.replica()), 1L),
                        null),
                outcome,
                null,
                run);
    }

    private static ObjectName name(String object) {
        return ObjectName.of("gold", "s", object);
    }

    private static int wave(String object) {
        return Integer.parseInt(object.substring(0, object.indexOf('-')));
    }

    private final class Prepared implements PreparedSync {
        private final RunId run;
        private final Plan plan;
        private final BooleanSupplier goOn;
        private final Instant at;
        private final ConcurrentLinkedQueue<ObjectOutcome> outcomes = new ConcurrentLinkedQueue<>();

        Prepared(RunId run, Plan plan, BooleanSupplier goOn, Instant at) {
            this.run = run;
            this.plan = plan;
            this.goOn = goOn;
            this.at = at;
        }

        @Override
        public Plan plan() {
            return plan;
        }

        @Override
        public int waves() {
            return 1 + plan.changes().stream().mapToInt(Change::wave).max().orElse(-1);
        }

        @Override
        public int size(int wave) {
            return of(wave).size();
        }

        private List<ObjectName> of(int wave) {
            return plan.changes().stream()
                    .filter(change -> change.wave() == wave && change.type().writes())
                    .map(Change::object)
                    .toList();
        }

        @Override
        public List<ObjectOutcome> applyWave(int wave, int partition, int partitions) {
            List<ObjectName> objects = of(wave);
            List<ObjectOutcome> mine = new ArrayList<>();
            IntStream.range(0, objects.size())
                    .filter(position -> position % partitions == partition)
                    .forEach(position -> mine.add(apply(objects.get(position))));
            outcomes.addAll(mine);
            return mine;
        }

        private ObjectOutcome apply(ObjectName object) {
            do {
                if (!goOn.getAsBoolean()) {
                    throw new SyncStopped("told to stop before " + object);
                }
            } while (pauses(object.name()));
            if (folder.failsAt(object.name())) {
                Failure failure =
                        new Failure("permission", "table " + object + " may not be read.", "Grant SELECT on it.");
                return new ObjectOutcome(SecurableKind.TABLE, object, Outcome.FAILED, failure);
            }
            folder.replicate(
                    object.name(),
                    plan.direction().source().value(),
                    plan.direction().replica().value());
            ledger.states()
                    .record(run, List.of(pair(object.name(), plan.direction(), run, Outcome.CREATED)), List.of());
            return new ObjectOutcome(SecurableKind.TABLE, object, Outcome.CREATED, null);
        }

        private ObjectOutcome untouched(Change change) {
            return change.type() == ChangeType.BLOCKED
                    ? new ObjectOutcome(
                            change.kind(),
                            change.object(),
                            Outcome.BLOCKED,
                            new Failure("foreign", change.reason(), "Adopt it, or drop it."))
                    : new ObjectOutcome(change.kind(), change.object(), Outcome.KEPT, null);
        }

        private boolean pauses(String object) {
            if (!folder.pausesAt(object)) {
                return false;
            }
            folder.paused(object);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new SyncStopped("interrupted");
            }
            return true;
        }

        @Override
        public SyncReport finish() {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            outcomes.forEach(outcome -> counts.merge(outcome.outcome(), 1, Integer::sum));
            plan.changes().stream()
                    .filter(change -> !change.type().writes())
                    .forEach(change -> counts.merge(untouched(change).outcome(), 1, Integer::sum));
            List<ObjectOutcome> failed = Stream.concat(
                            outcomes.stream(), plan.changes().stream().map(this::untouched))
                    .filter(ObjectOutcome::outstanding)
                    .toList();
            if (failed.isEmpty()) {
                ledger.states().advance(group.name(), run, at);
            }
            Optional<Instant> point = ledger.states().replicationPoint(group.name(), plan.direction());
            RunResult result = failed.isEmpty() ? RunResult.SUCCEEDED : RunResult.PARTIAL;
            return new SyncReport(run, result, counts, List.of(), failed, Remarks.NONE, point);
        }
    }
}
