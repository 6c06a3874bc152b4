package io.twinlake.orchestrator.move.run;

import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import io.twinlake.failover.epoch.EpochKeeper;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.move.work.MoveStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to move a group: the move's lease, which stops a sync and keeps other operators away, then the group's, then the witness's,
 * which keeps other hosts away.
 *
 * <p>A planned move waits for the sync to stop; a forced one does not: its promotion makes the sync's epoch an old one. A forced one
 * takes the witness from whoever has it.
 */
final class MoveLeases implements AutoCloseable {
    private static final Duration SYNC_ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RunControl control;
    private final HeldLease move;
    private final List<HeldLease> others = new ArrayList<>();

    private MoveLeases(RunControl control, HeldLease move) {
        this.control = control;
        this.move = move;
    }

    /** @throws LeaseHeld when somebody else moves the group, or a sync does not stop in time; nothing was written */
    static MoveLeases take(ProtectedGroup group, boolean forced, RunControl control) {
        Runnable whenLost = () -> control.stop(StopReason.LEASE_LOST);
        HeldLease move = group.leases().named(LeaseName.move(group.name()), whenLost);
        MoveLeases leases = new MoveLeases(control, move);
        try {
            if (!forced) {
                leases.others.add(leases.awaitGroup(group, whenLost));
            }
            group.authority()
                    .keeper()
                    .flatMap(keeper -> witness(keeper, group, leases.lease(), forced, whenLost))
                    .ifPresent(leases.others::add);
            return leases;
        } catch (RuntimeException e) {
            leases.close();
            throw e;
        }
    }

    private static Optional<HeldLease> witness(
            EpochKeeper keeper, ProtectedGroup group, Lease move, boolean forced, Runnable whenLost) {
        EpochState current = keeper.current(group.name(), group.config().home());
        // Whether it may be moved unproven is decided by the move.
        Epochs epochs = current.unprovenSince().isPresent() ? keeper.forced() : keeper;
        // The witness may not have heard of the group before: what it does not know nobody can lease.
        epochs.require(group.name(), current.epoch());
        return keeper.ask(group.name())
                .map(known -> group.leases().ofWitness(keeper.leases(), group.name(), move, forced, whenLost));
    }

    private HeldLease awaitGroup(ProtectedGroup group, Runnable whenLost) {
        Deadline deadline = group.time().deadline(SYNC_ENDS_WITHIN);
        while (true) {
            try {
                return group.leases().named(LeaseName.of(group.name()), whenLost);
            } catch (LeaseHeld e) {
                if (deadline.isOver() || !control.goesOn()) {
                    throw e;
                }
                pause(group.time(), e);
            }
        }
    }

    private static void pause(Time time, LeaseHeld held) {
        try {
            time.sleeper().sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held;
        }
    }

    private Lease lease() {
        return move.inLedger().orElseThrow();
    }

    /** What entitles the move to write into the ledger under an epoch. */
    Tenure tenure(Standing standing) {
        Tenure tenure = standing.tenure().with(lease());
        for (HeldLease other : others) {
            tenure = tenure.with(other.inLedger());
        }
        return tenure;
    }

    /** Throws when one of the leases is lost, or the run was told to stop. */
    void check() {
        @Nullable StopReason reason = reason();
        if (reason != null) {
            throw new MoveStopped(reason);
        }
    }

    /** Why the run is to stop; null where it may go on. One of the leases may be lost before anybody has told the run. */
    @Nullable
    StopReason reason() {
        if (move.isLost() || others.stream().anyMatch(HeldLease::isLost)) {
            control.stop(StopReason.LEASE_LOST);
        }
        return control.reason();
    }

    @Override
    public void close() {
        for (int i = others.size() - 1; i >= 0; i--) {
            others.get(i).close();
        }
        move.close();
    }
}
