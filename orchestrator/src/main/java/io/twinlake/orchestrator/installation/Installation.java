package io.twinlake.orchestrator.installation;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.change.Adoption;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.failover.hold.WayBack;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.export.NewLedger;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.move.GroupMoves;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.run.MoveRuns;
import io.twinlake.orchestrator.owner.OwnerServer;
import io.twinlake.orchestrator.schedule.Firings;
import io.twinlake.orchestrator.schedule.Schedules;
import io.twinlake.orchestrator.status.GroupStatuses;
import io.twinlake.orchestrator.sync.SyncListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private final TwinlakeConfig config;
    private final OwnedLedger owned;
    private final Parts parts;
    private final Optional<Witness> witness;
    private final Authority authority;
    private final Regions regions;
    private boolean onlyReads;

    Installation(TwinlakeConfig config, OwnedLedger owned, Parts parts) {
        this.config = config;
        this.owned = owned;
        this.parts = parts;
        this.witness = Witnesses.witness(config, parts.witness());
        this.authority = Witnesses.authority(witness, owned.ledger(), parts.clock());
        this.regions = new Regions(config, parts.workspaces());
    }

    public TwinlakeConfig config() {
        return config;
    }

    public Ledger ledger() {
        return authority.ledger();
    }

    public Clock clock() {
        return parts.clock();
    }

    /** Whether another process may serve the same ledger at this moment. */
    public boolean sharesLedger() {
        return owned.opened().shared();
    }

    public GroupStatuses statuses() {
        return new GroupStatuses(
                authority, clock(), group -> groupMoves(group).readiness().of(group));
    }

    /** A region's workspace; nothing is contacted before its first use. */
    public Workspace workspace(RegionName region) {
        return regions.workspace(region);
    }

    /** What compares and copies a group; contacts nothing by itself. */
    public GroupSync groupSync(FailoverGroup group) {
        return groupSync(group, ledger().epochs().current(group.name(), group.home()), ledger());
    }

    /** What compares and copies a group in the direction of an epoch, on the ledger as its run may write it. */
    public GroupSync groupSync(FailoverGroup group, EpochState epoch, Ledger held) {
        return parts.syncs().of(group, epoch, regions, held, clock());
    }

    /** What a group's moves would do, for whoever only asks: it cannot be done without a tenure. Contacts nothing by itself. */
    public GroupMoves groupMoves(FailoverGroup group) {
        return groupMoves(group, ledger());
    }

    /** What a group's moves do, on the ledger as their run may write it; contacts nothing by itself. */
    public GroupMoves groupMoves(FailoverGroup group, Ledger held) {
        return parts.moves().of(group, this, held);
    }

    /** Runs moves on this ledger. */
    public MoveRuns moves() {
        return owned.moves(authority, config.lease());
    }

    /** The home of the epoch, where one is configured. */
    public Optional<Witness> witness() {
        return witness;
    }

    /**
     * The epoch that a move of the group would be held against, for the process that asks for one: the witness's, or the ledger's copy where
     * that does not answer at once. Empty where the configuration has no such group.
     */
    Optional<Epoch> epoch(GroupName name) {
        return Optional.ofNullable(config.groups().get(name)).map(group -> {
            EpochState copy = owned.ledger().epochs().current(name, group.home());
            return CompletableFuture.supplyAsync(() -> ledger().epochs().current(name, group.home()))
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
        authority
                .keeper()
                .ifPresent(
                        keeper -> config.groups().values().forEach(group -> keeper.follow(group.name(), group.home())));
    }

    /** A region's workspace under limits of its own; contacts nothing by itself. */
    public Workspace workspace(RegionName region, CallLimits limits) {
        return regions.within(region, limits);
    }

    /** What may begin on this ledger where it does not know a group yet. */
    public NewLedger newLedger() {
        return new NewLedger(config, ledger());
    }

    /** Syncs a group for a move that holds its lease. */
    public SyncReport syncWithin(MoveContext move) {
        newLedger().requireNoOther(move.group());
        return owned.syncs(ledger(), config.lease())
                .within(
                        move.group(),
                        move.ledger(),
                        this::groupSync,
                        move.control(),
                        move::goesOn,
                        SyncListener.SILENT);
    }

    /**
     * Syncs a group under its lease, to the end of the run, and looks after its jobs.
     *
     * @param choice what becomes of commits that a forced move left behind; empty leaves them alone, and nothing is copied over them
     * @param adoption what it may write though this ledger does not pair it
     */
    public SyncReport sync(
            FailoverGroup group, SyncListener listener, Optional<StrandedChoice> choice, Adoption adoption) {
        OpenWayBack wayBack = new OpenWayBack(
                (epoch, ledger) -> new WayBack(
                        group,
                        workspace(group.otherThan(epoch.effectivePrimary())),
                        groupMoves(group, ledger).fence(),
                        ledger),
                choice);
        SyncReport report = owned.syncs(ledger(), config.lease())
                .sync(group, (of, at, writable) -> groupSync(of, at, writable).adopting(adoption), listener, wayBack);
        EpochState epoch = ledger().epochs().current(group.name(), group.home());
        Ledger tenured = ledger().under(Tenure.of(group.name(), epoch.epoch()));
        return report.warning(
                new StandbyWatch(group, groupMoves(group, tenured).fence()).look(epoch.effectivePrimary()));
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
    public Schedules fireSchedules(Consumer<FailoverGroup> drill) {
        Schedules schedules = openSchedules(Math.max(2, config.groups().size()), drill);
        schedules.align(config.groups().values());
        schedules.start();
        owned.firing().set(schedules);
        return schedules;
    }

    /** Waits until the process is told to end. */
    public void awaitEnding() {
        CountDownLatch told = new CountDownLatch(1);
        try (Ending.Registration registration = owned.ending().add(told::countDown)) {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Schedules openSchedules(int threads, Consumer<FailoverGroup> drill) {
        List<Firings> firings = List.of(
                new Firings(
                        ledger(),
                        RunKind.SYNC,
                        byName(group -> sync(group, SyncListener.SILENT, Optional.empty(), Adoption.NONE))),
                new Firings(ledger(), RunKind.DRILL, byName(drill)));
        return Schedules.open(owned.opened().dataSource(), owned.opened().shared(), threads, firings);
    }

    /** A group that the configuration does not have any more is passed over, one that has never begun is refused; what a run wrote to the ledger is carried away. */
    private Firings.GroupRun byName(Consumer<FailoverGroup> run) {
        return name -> Optional.ofNullable(config.groups().get(name)).ifPresent(group -> {
            newLedger().requireBegun(group);
            try {
                run.accept(group);
            } finally {
                owned.exports().soon(config, ledger());
            }
        });
    }

    /** The work changes nothing, anywhere: not even copies of the ledger that are due are carried away behind it. */
    public Installation onlyReading() {
        onlyReads = true;
        return this;
    }

    /** Ends the work; what it has left in the ledger is carried away soon. */
    @Override
    public void close() {
        if (!onlyReads) {
            owned.exports().soon(config, ledger());
        }
    }
}
