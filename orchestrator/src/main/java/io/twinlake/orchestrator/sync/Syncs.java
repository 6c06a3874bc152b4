package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.outcome.Healed;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.batch.ActiveRuns;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.export.NewLedger;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.plan.SyncOrder;
import io.twinlake.orchestrator.run.EndLeftRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.support.TaskExecutorAdapter;

/** The syncs of one group, at most one at a time among all processes that share the ledger. */
public final class Syncs {
    private static final Logger LOG = LoggerFactory.getLogger(Syncs.class);

    private final ProtectedGroup group;
    private final Ledger ledger;

    public Syncs(ProtectedGroup group) {
        this.group = group;
        this.ledger = group.ledger();
    }

    /**
     * Syncs the group under its lease: takes up its interrupted run, or starts a new one. Looks after its jobs behind that.
     *
     * @param choice what becomes of commits that a move left behind; empty leaves them alone, and nothing is copied over them
     * @param order what it may take, and the plan that it must not leave
     * @throws LeaseHeld when somebody else works on the group, or moves it; nothing was started
     * @throws io.twinlake.ledger.epoch.PrimaryUnproven when nothing tells who serves; nothing was changed, anywhere
     * @throws SyncHeld when replication waits on; nothing was started
     * @throws io.twinlake.orchestrator.plan.StalePlan when it would do something else than the plan says; nothing was written in any region
     * @throws SyncInterrupted when it was stopped before its end
     * @throws io.twinlake.clients.ClientException when a region cannot be reached or read at all
     */
    public SyncReport run(SyncListener listener, Optional<StrandedChoice> choice, SyncOrder order) {
        SyncReport report = underItsLease(listener, choice, order);
        Standing standing = group.standing();
        ProtectedGroup tenured = group.writing(ledger.under(standing.tenure()));
        return report.warning(new StandbyWatch(group.config(), tenured.fence()).look(standing));
    }

    private SyncReport underItsLease(SyncListener listener, Optional<StrandedChoice> choice, SyncOrder order) {
        RunControl control = new RunControl();
        try (ActiveRuns.Entry entry = group.batch().active().enter(control);
                HeldLease lease =
                        group.leases().named(LeaseName.of(group.name()), () -> control.stop(StopReason.LEASE_LOST))) {
            MoveWatch moves = new MoveWatch(ledger.leases(), group.name(), group.time());
            moves.current().ifPresent(move -> {
                throw new LeaseHeld(move);
            });
            BooleanSupplier goOn = () -> goesOn(control, lease, moves);
            // The epoch first: a move that begins now holds the group before it makes another.
            Standing standing = group.standing();
            standing.requireProven();
            order.plan().ifPresent(plan -> {
                plan.require(standing);
                // A way back is opened by writes that no plan tells of.
                new OpenWayBack(group, standing, choice).requireOpen();
            });
            ProtectedGroup writing =
                    group.writing(ledger.under(standing.tenure().with(lease.inLedger())));
            List<String> released = new OpenWayBack(writing, standing, choice)
                    .open(left -> guard(left, standing.epoch(), control, goOn));
            return sync(writing, standing, order, control, goOn, listener).warning(released);
        }
    }

    private void guard(RunId left, Epoch epoch, RunControl control, BooleanSupplier goOn) {
        ledger.epochs().require(group.name(), epoch);
        if (!goOn.getAsBoolean()) {
            @Nullable StopReason reason = control.reason();
            throw new SyncInterrupted(left, reason == null ? StopReason.LEASE_LOST : reason);
        }
    }

    /** Syncs the group for a move that holds its lease. */
    public SyncReport within(MoveContext move) {
        new NewLedger(group.installation(), ledger).requireNoOther(group.config());
        ProtectedGroup writing = group.writing(move.ledger());
        Standing standing = writing.standing();
        standing.requireProven();
        return sync(writing, standing, SyncOrder.OF_NOBODY, move.control(), move::goesOn, SyncListener.SILENT);
    }

    private SyncReport sync(
            ProtectedGroup writing,
            Standing standing,
            SyncOrder order,
            RunControl control,
            BooleanSupplier goOn,
            SyncListener listener) {
        Ledger writable = writing.ledger();
        writable.holds().current(group.name()).ifPresent(Syncs::refuse);
        group.batch().jobs().recoverDead(SyncJob.NAME, group.name());
        // One of an earlier epoch is over, because the direction may be another.
        new EndLeftRuns(writing).before(standing.epoch());
        Optional<Run> interrupted =
                writable.runs().open(group.name(), RunKind.SYNC).stream().findFirst();
        Run run = interrupted.orElseGet(() -> begin(writable, standing));
        interrupted.ifPresent(earlier -> writable.runs().resume(earlier.id()));
        listener.began(run, interrupted.isPresent());
        LOG.info(
                "sync begins run={} resumed={} source={} replica={}",
                run.id(),
                interrupted.isPresent(),
                run.direction().source(),
                run.direction().replica());
        SyncWork work = new SyncWork(writable, order.on(writing.sync(standing)), run, goOn, listener);
        launch(run, work);
        return report(writable, run, work, control, interrupted.isPresent());
    }

    /** Runs the job to its end on threads of its own; the same run again restarts it. What went wrong is in the work. */
    private void launch(Run run, SyncWork work) {
        int concurrency = group.config().sync().concurrency();
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(
                concurrency, task -> new Thread(task, "sync-" + group.name() + "-" + number.incrementAndGet()));
        try {
            group.batch()
                    .jobs()
                    .run(
                            run,
                            repository -> new SyncJob(repository, work, new TaskExecutorAdapter(threads), concurrency));
        } finally {
            threads.shutdown();
        }
    }

    private static void refuse(Hold hold) {
        throw new SyncHeld(hold, hold.reason(), "Run `twinlake sync`: it fences and searches the old primary first.");
    }

    private static boolean goesOn(RunControl control, HeldLease lease, MoveWatch moves) {
        if (lease.isLost()) {
            control.stop(StopReason.LEASE_LOST);
        } else if (moves.seen()) {
            control.stop(StopReason.PREEMPTED);
        }
        return control.goesOn();
    }

    private Run begin(Ledger writable, Standing standing) {
        Run run = writable.runs().start(group.name(), RunKind.SYNC, standing.direction(), standing.epoch());
        ledger.audit()
                .append(
                        Actor.ofThisProcess(),
                        "sync begins",
                        Map.of("group", group.name().value(), "run", run.id().value()));
        return run;
    }

    private SyncReport report(Ledger writable, Run run, SyncWork work, RunControl control, boolean resumed) {
        @Nullable SyncReport report = work.report();
        if (report == null) {
            throw ended(writable, run, work, control, resumed);
        }
        ledger.audit()
                .append(
                        Actor.ofThisProcess(),
                        "sync ended",
                        Map.of(
                                "group",
                                run.group().value(),
                                "run",
                                run.id().value(),
                                "result",
                                report.result().name(),
                                "healed",
                                Long.toString(report.remarks().healed().stream()
                                        .map(Healed::key)
                                        .distinct()
                                        .count())));
        LOG.info("sync ended run={} result={} {}", run.id(), report.result(), Counts.sentence(report));
        return report;
    }

    /** Records how a run ended that has no report, and returns the reason to throw. */
    private static RuntimeException ended(
            Ledger writable, Run run, SyncWork work, RunControl control, boolean resumed) {
        @Nullable StopReason stopped = control.reason();
        if (stopped != null) {
            SyncInterrupted interrupted = new SyncInterrupted(run.id(), stopped);
            end(writable, run, RunResult.INTERRUPTED, interrupted);
            return interrupted;
        }
        @Nullable RuntimeException failure = work.failure();
        RuntimeException reason =
                failure == null ? new IllegalStateException("run " + run.id() + " ended without a report") : failure;
        boolean over = reason instanceof StaleWriterException || (!work.isPrepared() && !resumed);
        end(writable, run, over ? RunResult.FAILED : RunResult.INTERRUPTED, reason);
        return reason;
    }

    /** A run whose tenure is over is ended by whoever took its place. */
    private static void end(Ledger writable, Run run, RunResult result, RuntimeException reason) {
        try {
            writable.runs().end(run.id(), result, Map.of(), String.valueOf(reason.getMessage()));
        } catch (StaleWriterException overtaken) {
            LOG.info(
                    "the run's end is left to whoever took its place run={} reason={}",
                    run.id(),
                    overtaken.getMessage());
        }
    }
}
