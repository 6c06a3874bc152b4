package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LeaseTerms;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.StaleWriterException;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.batch.ActiveRuns;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.run.EndLeftRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs syncs, at most one per group among all processes that share the ledger. */
public final class SyncRuns {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRuns.class);

    private final Ledger ledger;
    private final BatchRuntime batch;
    private final LeaseTerms terms;
    private final String owner;

    public SyncRuns(Ledger ledger, BatchRuntime batch, LeaseTerms terms, String owner) {
        this.ledger = ledger;
        this.batch = batch;
        this.terms = terms;
        this.owner = owner;
    }

    /**
     * Syncs a group: takes up its interrupted run, or starts a new one.
     *
     * @throws LeaseHeld when somebody else works on the group, or moves it; nothing was started
     * @param held what is done where replication waits since a move
     * @throws SyncHeld when it waits on; nothing was started
     * @throws SyncInterrupted when it was stopped before its end
     * @throws io.twinlake.clients.ClientException when a region cannot be reached or read at all
     */
    public SyncReport sync(FailoverGroup group, SyncOfEpoch sync, SyncListener listener, HeldReplication held) {
        RunControl control = new RunControl();
        try (ActiveRuns.Entry entry = batch.active().enter(control);
                HeldLease lease = HeldLease.take(
                        ledger.leases(), group.name(), owner, terms, () -> control.stop(StopReason.LEASE_LOST))) {
            MoveWatch moves = new MoveWatch(ledger.leases(), group.name());
            moves.current().ifPresent(move -> {
                throw new LeaseHeld(move);
            });
            BooleanSupplier goOn = () -> goesOn(control, lease, moves);
            // The epoch first: a move that begins now holds the group before it makes another.
            EpochState epoch = ledger.epochs().current(group.name(), group.home());
            Ledger writable = ledger.under(tenure(epoch, lease));
            List<String> released = ledger.holds()
                    .current(group.name())
                    .map(hold -> held.open(hold, epoch, writable, () -> guard(hold, epoch, control, goOn)))
                    .orElse(List.of());
            return within(group, epoch, writable, sync, control, goOn, listener).warning(released);
        }
    }

    private static Tenure tenure(EpochState epoch, HeldLease lease) {
        Tenure held = Tenure.of(epoch.group(), epoch.epoch());
        return lease.inLedger().map(held::with).orElse(held);
    }

    private void guard(Hold hold, EpochState epoch, RunControl control, BooleanSupplier goOn) {
        ledger.epochs().require(hold.group(), epoch.epoch());
        if (!goOn.getAsBoolean()) {
            @Nullable StopReason reason = control.reason();
            throw new SyncInterrupted(hold.run(), reason == null ? StopReason.LEASE_LOST : reason);
        }
    }

    /**
     * Syncs a group for whoever holds its lease already.
     *
     * @param writable the ledger as that one may write it
     * @param control tells why the sync stopped, where {@code goOn} says that it must
     */
    public SyncReport within(
            FailoverGroup group,
            Ledger writable,
            SyncOfEpoch sync,
            RunControl control,
            BooleanSupplier goOn,
            SyncListener listener) {
        EpochState epoch = writable.epochs().current(group.name(), group.home());
        return within(group, epoch, writable, sync, control, goOn, listener);
    }

    private SyncReport within(
            FailoverGroup group,
            EpochState epoch,
            Ledger writable,
            SyncOfEpoch sync,
            RunControl control,
            BooleanSupplier goOn,
            SyncListener listener) {
        writable.holds().current(group.name()).ifPresent(SyncRuns::refuse);
        batch.jobs().recoverDead(SyncJob.NAME, group.name());
        // One of an earlier epoch is over, because the direction may be another.
        new EndLeftRuns(terms, owner).of(group.name(), epoch.epoch(), writable);
        Optional<Run> interrupted =
                writable.runs().open(group.name(), RunKind.SYNC).stream().findFirst();
        Run run = interrupted.orElseGet(() -> begin(writable, group, epoch));
        interrupted.ifPresent(earlier -> writable.runs().resume(earlier.id()));
        listener.began(run, interrupted.isPresent());
        LOG.info(
                "sync begins run={} resumed={} source={} replica={}",
                run.id(),
                interrupted.isPresent(),
                run.direction().source(),
                run.direction().replica());
        SyncWork work = new SyncWork(writable, sync.of(group, epoch, writable), run, goOn, listener);
        new SyncLauncher(batch.jobs()).launch(run, work, group.sync().concurrency());
        return report(writable, run, work, control, interrupted.isPresent());
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

    private Run begin(Ledger writable, FailoverGroup group, EpochState epoch) {
        Direction direction = new Direction(epoch.effectivePrimary(), group.otherThan(epoch.effectivePrimary()));
        Run run = writable.runs().start(group.name(), RunKind.SYNC, direction, epoch.epoch());
        ledger.audit()
                .append(
                        owner,
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
                        owner,
                        "sync ended",
                        Map.of(
                                "group",
                                run.group().value(),
                                "run",
                                run.id().value(),
                                "result",
                                report.result().name()));
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
