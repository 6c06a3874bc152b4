package io.twinlake.orchestrator.move.run;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LeaseTerms;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The right to move a group: the move's lease, which stops a sync and keeps other operators away, and then the group's.
 *
 * <p>A planned move waits for the sync to stop; a forced one does not: its promotion makes the sync's epoch an old one.
 */
final class MoveHold implements AutoCloseable {
    private static final Duration SYNC_ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RunControl control;
    private final HeldLease move;
    private @Nullable HeldLease group;

    private MoveHold(RunControl control, HeldLease move) {
        this.control = control;
        this.move = move;
    }

    /** @throws LeaseHeld when somebody else moves the group, or a sync does not stop in time; nothing was written */
    static MoveHold take(
            Ledger ledger,
            FailoverGroup group,
            boolean waitForSync,
            String owner,
            LeaseTerms terms,
            RunControl control) {
        Runnable whenLost = () -> control.stop(StopReason.LEASE_LOST);
        MoveHold hold = new MoveHold(
                control, HeldLease.take(ledger.leases(), LeaseName.move(group.name()), owner, terms, whenLost));
        if (!waitForSync) {
            return hold;
        }
        try {
            hold.group = hold.awaitGroup(ledger, group, owner, terms, whenLost);
            return hold;
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private HeldLease awaitGroup(
            Ledger ledger, FailoverGroup group, String owner, LeaseTerms terms, Runnable whenLost) {
        long deadline = System.nanoTime() + SYNC_ENDS_WITHIN.toNanos();
        while (true) {
            try {
                return HeldLease.take(ledger.leases(), LeaseName.of(group.name()), owner, terms, whenLost);
            } catch (LeaseHeld e) {
                if (System.nanoTime() > deadline || !control.goesOn()) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(LeaseHeld held) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held;
        }
    }

    /** Throws when one of the leases is lost, or the run was told to stop. */
    void check() {
        if (move.isLost() || (group != null && group.isLost())) {
            control.stop(StopReason.LEASE_LOST);
        }
        @Nullable StopReason reason = control.reason();
        if (reason != null) {
            throw new MoveStopped(reason);
        }
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
        move.close();
    }
}
