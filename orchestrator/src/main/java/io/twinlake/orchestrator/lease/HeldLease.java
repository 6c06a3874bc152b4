package io.twinlake.orchestrator.lease;

import io.twinlake.config.GroupName;
import io.twinlake.config.LeaseTerms;
import io.twinlake.ledger.LedgerException;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that is renewed until it is closed.
 *
 * <p>When a renewal is refused, or none succeeded for as long as the lease lasts, it is lost: its holder is told once and must stop to
 * write.
 */
public final class HeldLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);

    private final Leases leases;
    private final Lease lease;
    private final LeaseTerms terms;
    private final Runnable whenLost;
    private final ScheduledExecutorService renewals;
    private volatile long renewedAt;
    private volatile boolean lost;

    private HeldLease(Leases leases, Lease lease, LeaseTerms terms, long takenAt, Runnable whenLost) {
        this.renewedAt = takenAt;
        this.leases = leases;
        this.lease = lease;
        this.terms = terms;
        this.whenLost = whenLost;
        this.renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + lease.name().value());
            thread.setDaemon(true);
            return thread;
        });
        long period = terms.renewEvery().toMillis();
        renewals.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a group's lease.
     *
     * @param whenLost called at most once, on a thread of its own
     * @throws LeaseHeld when someone else holds it
     */
    public static HeldLease take(Leases leases, GroupName group, String owner, LeaseTerms terms, Runnable whenLost) {
        return take(leases, LeaseName.of(group), owner, terms, whenLost);
    }

    /** Takes a lease by its name. */
    public static HeldLease take(Leases leases, LeaseName name, String owner, LeaseTerms terms, Runnable whenLost) {
        long before = System.nanoTime();
        LeaseAttempt attempt = leases.acquire(name, owner, terms.timeToLive());
        if (attempt instanceof LeaseAttempt.HeldByOther held) {
            throw new LeaseHeld(held.current());
        }
        return new HeldLease(leases, ((LeaseAttempt.Acquired) attempt).lease(), terms, before, whenLost);
    }

    /** Whether the lease is gone, or must be taken for gone because it was not renewed in time: then nothing may be written. */
    public boolean isLost() {
        return lost || System.nanoTime() - renewedAt > terms.timeToLive().toNanos();
    }

    private void renew() {
        if (lost || !renewalFails()) {
            return;
        }
        lost = true;
        LOG.error(
                "lease lost; the work under it stops lease={} owner={}",
                lease.name().value(),
                lease.owner());
        whenLost.run();
    }

    private boolean renewalFails() {
        try {
            long before = System.nanoTime();
            boolean renewed = leases.renew(lease, terms.timeToLive());
            renewedAt = renewed ? before : renewedAt;
            return !renewed;
        } catch (LedgerException e) {
            LOG.warn("lease not renewed, tried again lease={}", lease.name().value(), e);
            return isLost();
        }
    }

    @Override
    public void close() {
        // Never by an interrupt: H2 closes its file when the thread that writes to it is interrupted.
        renewals.shutdown();
        if (!lost) {
            leases.release(lease);
        }
    }
}
