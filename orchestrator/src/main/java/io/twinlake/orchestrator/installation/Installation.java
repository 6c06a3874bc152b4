package io.twinlake.orchestrator.installation;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.readiness.ReadinessProof;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.export.NewLedger;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.group.Shared;
import io.twinlake.orchestrator.owner.OwnerServer;
import io.twinlake.orchestrator.plan.SyncOrder;
import io.twinlake.orchestrator.schedule.Firings;
import io.twinlake.orchestrator.schedule.Firings.LastDone;
import io.twinlake.orchestrator.schedule.ScheduledWork;
import io.twinlake.orchestrator.schedule.Schedules;
import io.twinlake.orchestrator.status.ProveReadiness;
import io.twinlake.orchestrator.sync.SyncListener;
import io.twinlake.orchestrator.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One configuration on one open ledger: what a command works with. Closing it leaves the ledger open. */
public final class Installation implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final OwnedLedger owned;
    private final Shared shared;
    private final Map<GroupName, ProtectedGroup> groups = new LinkedHashMap<>();
    private boolean onlyReads;

    Installation(OwnedLedger owned, Shared shared) {
        this.owned = owned;
        this.shared = shared;
        shared.config().groups().forEach((name, group) -> groups.put(name, new ProtectedGroup(group, shared)));
    }

    public TwinlakeConfig config() {
        return shared.config();
    }

    /** One of the configuration's groups. */
    public ProtectedGroup group(FailoverGroup group) {
        return Objects.requireNonNull(groups.get(group.name()), () -> "no group " + group.name());
    }

    /** All groups of the configuration, in its order. */
    public Collection<ProtectedGroup> groups() {
        return groups.values();
    }

    public Ledger ledger() {
        return shared.authority().ledger();
    }

    public Clock clock() {
        return shared.time().clock();
    }

    /** Whether another process may serve the same ledger at this moment. */
    public boolean sharesLedger() {
        return owned.opened().shared();
    }

    /** The home of the epoch, where one is configured. */
    public Optional<Witness> witness() {
        return shared.witness();
    }

    /**
     * The epoch that a move of the group would be held against, for the process that asks for one: the witness's, or the ledger's copy where
     * that does not answer at once. Empty where the configuration has no such group.
     */
    Optional<Epoch> epoch(GroupName name) {
        return Optional.ofNullable(groups.get(name)).map(group -> {
            Standing copy = Standing.of(group.config(), owned.ledger().epochs());
            return CompletableFuture.supplyAsync(group::standing)
                    .completeOnTimeout(copy, AT_ONCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join()
                    .epoch();
        });
    }

    /** Why the commands of other processes cannot be taken at the moment, for people; empty when all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(owned.server().get()).flatMap(OwnerServer::trouble);
    }

    /**
     * Takes over what the witness says of the groups, and tells it what only the ledger knows, where there is one.
     *
     * @throws io.twinlake.failover.epoch.EpochUnproven where it does not answer
     */
    public void followWitness() {
        shared.authority()
                .keeper()
                .ifPresent(keeper -> groups.values()
                        .forEach(group ->
                                keeper.follow(group.name(), group.config().home())));
    }

    /** What may begin on this ledger where it does not know a group yet. */
    public NewLedger newLedger() {
        return new NewLedger(config(), ledger());
    }

    /** The stored schedules: those that this process fires, if it serves, else the same rows, to be read and changed. */
    public <T> T withSchedules(Function<Schedules, T> use) {
        @Nullable Schedules firing = owned.firing().get();
        if (firing != null) {
            return use.apply(firing);
        }
        try (Schedules stored = openSchedules(1, group -> {})) {
            return use.apply(stored);
        }
    }

    /**
     * Fires the configuration's schedules from now until they are closed.
     *
     * @param drill makes a drill of a group
     */
    public Schedules fireSchedules(Consumer<ProtectedGroup> drill) {
        Schedules schedules = openSchedules(Math.max(2, groups.size()), drill);
        schedules.align(config().groups().values());
        schedules.start();
        owned.firing().set(schedules);
        return schedules;
    }

    /** Waits until the process is told to end. */
    public void awaitEnding() {
        CountDownLatch ended = new CountDownLatch(1);
        try (Ending.Registration registration = owned.ending().add(ended::countDown)) {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Schedules openSchedules(int threads, Consumer<ProtectedGroup> drill) {
        List<Firings> firings = List.of(
                new Firings(
                        ScheduledWork.SYNC,
                        LastDone.run(ledger(), RunKind.SYNC),
                        byName(group ->
                                new Syncs(group).run(SyncListener.SILENT, Optional.empty(), SyncOrder.OF_NOBODY))),
                new Firings(ScheduledWork.DRILL, LastDone.run(ledger(), RunKind.DRILL), byName(drill)),
                new Firings(
                        ScheduledWork.READINESS,
                        name -> ledger().readiness().latest(name).map(ReadinessProof::at),
                        byName(group -> new ProveReadiness(group).tell())));
        return Schedules.open(owned.opened().dataSource(), owned.opened().shared(), threads, firings);
    }

    /** A group that the configuration does not have any more is passed over, one that has never begun is refused; what a run wrote to the ledger is carried away. */
    private Firings.GroupRun byName(Consumer<ProtectedGroup> run) {
        return name -> Optional.ofNullable(groups.get(name)).ifPresent(group -> {
            newLedger().requireBegun(group.config());
            try {
                run.accept(group);
            } finally {
                owned.exports().soon(config(), ledger());
            }
        });
    }

    /**
     * The work changes nothing but what the ledger itself notes of it: not even copies of the ledger that are due are carried away behind it.
     */
    public Installation onlyReading() {
        onlyReads = true;
        return this;
    }

    /** Ends the work; what it has left in the ledger is carried away soon. */
    @Override
    public void close() {
        if (!onlyReads) {
            owned.exports().soon(config(), ledger());
        }
    }
}
