package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LeaseTerms;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.batch.ActiveRuns;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
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
    public SyncReport sync(FailoverGroup group, GroupSync sync, SyncListener listener, HeldReplication held) {
        RunControl control = new RunControl();
        try (ActiveRuns.Entry entry = batch.active().enter(control);
                HeldLease lease = HeldLease.take(
                        ledger.leases(), group.name(), owner, terms, () -> control.stop(StopReason.LEASE_LOST))) {
            MoveWatch moves = new MoveWatch(ledger.leases(), group.name());
            moves.current().ifPresent(move -> {
                throw new LeaseHeld(move);
            });
            BooleanSupplier goOn = () -> goesOn(control, lease, moves);
            List<String> released = ledger.holds()
                    .current(group.name())
                    .map(hold -> release(group, hold, held, control, goOn))
                    .orElse(List.of());
            return within(group, sync, control, goOn, listener).warning(released);
        }
    }

    private List<String> release(
            FailoverGroup group, Hold hold, HeldReplication held, RunControl control, BooleanSupplier goOn) {
        EpochState epoch = ledger.epochs().current(group.name(), group.home());
        return held.open(hold, epoch, () -> guard(hold, epoch, control, goOn));
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
     * @param control tells why the sync stopped, where {@code goOn} says that it must
     */
    public SyncReport within(
            FailoverGroup group, GroupSync sync, RunControl control, BooleanSupplier goOn, SyncListener listener) {
        ledger.holds().current(group.name()).ifPresent(SyncRuns::refuse);
        batch.jobs().recoverDead(SyncJob.NAME, group.name());
        EpochState epoch = ledger.epochs().current(group.name(), group.home());
        Optional<Run> interrupted = interrupted(group, epoch);
        Run run = interrupted.orElseGet(() -> begin(group, epoch));
        interrupted.ifPresent(earlier -> ledger.runs().resume(earlier.id()));
        listener.began(run, interrupted.isPresent());
        LOG.info(
                "sync begins run={} resumed={} source={} replica={}",
                run.id(),
                interrupted.isPresent(),
                run.direction().source(),
                run.direction().replica());
        SyncWork work = new SyncWork(ledger, sync, run, goOn, listener);
        new SyncLauncher(batch.jobs()).launch(run, work, group.sync().concurrency());
        return report(run, work, control, interrupted.isPresent());
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

    /** The group's last run, if it never ended; one of an earlier epoch is over, because the direction may be another. */
    private Optional<Run> interrupted(FailoverGroup group, EpochState epoch) {
        Optional<Run> open = ledger.runs()
                .latest(group.name(), RunKind.SYNC)
                .filter(run -> run.result() == RunResult.RUNNING || run.result() == RunResult.INTERRUPTED);
        if (open.isPresent() && !open.get().epoch().equals(epoch.epoch())) {
            String message = "Given up: the group is at epoch " + epoch.epoch() + " since " + epoch.since() + ".";
            ledger.runs().end(open.get().id(), RunResult.FAILED, Map.of(), message);
            return Optional.empty();
        }
        return open;
    }

    private Run begin(FailoverGroup group, EpochState epoch) {
        Direction direction = new Direction(epoch.effectivePrimary(), group.otherThan(epoch.effectivePrimary()));
        Run run = ledger.runs().start(group.name(), RunKind.SYNC, direction, epoch.epoch());
        ledger.audit()
                .append(
                        owner,
                        "sync begins",
                        Map.of("group", group.name().value(), "run", run.id().value()));
        return run;
    }

    private SyncReport report(Run run, SyncWork work, RunControl control, boolean resumed) {
        @Nullable SyncReport report = work.report();
        if (report == null) {
            throw ended(run, work, control, resumed);
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
    private RuntimeException ended(Run run, SyncWork work, RunControl control, boolean resumed) {
        @Nullable StopReason stopped = control.reason();
        if (stopped != null) {
            SyncInterrupted interrupted = new SyncInterrupted(run.id(), stopped);
            // Whoever holds the lease by now may have resumed the run: its row is no longer ours.
            if (stopped != StopReason.LEASE_LOST) {
                end(run, RunResult.INTERRUPTED, interrupted);
            }
            return interrupted;
        }
        @Nullable RuntimeException failure = work.failure();
        RuntimeException reason =
                failure == null ? new IllegalStateException("run " + run.id() + " ended without a report") : failure;
        boolean over = reason instanceof StaleEpochException || (!work.isPrepared() && !resumed);
        end(run, over ? RunResult.FAILED : RunResult.INTERRUPTED, reason);
        return reason;
    }

    private void end(Run run, RunResult result, RuntimeException reason) {
        ledger.runs().end(run.id(), result, Map.of(), String.valueOf(reason.getMessage()));
    }
}
