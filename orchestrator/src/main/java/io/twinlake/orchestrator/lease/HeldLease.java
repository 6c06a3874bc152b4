package io.twinlake.orchestrator.lease;

import io.twinlake.clients.ClientException;
import io.twinlake.config.LeaseTerms;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.Time;
import io.twinlake.failover.epoch.WitnessLeases;
import io.twinlake.failover.epoch.WitnessState;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.time.Duration;
import java.util.Optional;
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

    private final Right right;
    private final String owner;
    private final Runnable whenLost;
    private final Time time;
    private final ScheduledExecutorService renewals;
    private volatile Moment renewedAt;
    private volatile boolean lost;

    private HeldLease(Right right, String owner, LeaseTerms terms, Moment takenAt, Runnable whenLost) {
        this.renewedAt = takenAt;
        this.right = right;
        this.owner = owner;
        this.time = takenAt.time();
        this.whenLost = whenLost;
        this.renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + right.name());
            thread.setDaemon(true);
            return thread;
        });
        long period = terms.renewEvery().toMillis();
        renewals.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /** What is held, wherever it is kept. */
    private interface Right {
        String name();

        Duration lasts();

        boolean renew();

        void release();
    }

    static HeldLease take(Leases leases, LeaseName name, String owner, LeaseTerms terms, Time time, Runnable whenLost) {
        Moment before = Moment.now(time);
        LeaseAttempt attempt = leases.acquire(name, owner, terms.timeToLive());
        if (attempt instanceof LeaseAttempt.HeldByOther held) {
            throw new LeaseHeld(held.current());
        }
        Right right = new InLedger(leases, ((LeaseAttempt.Acquired) attempt).lease(), terms);
        return new HeldLease(right, owner, terms, before, whenLost);
    }

    static HeldLease ofWitness(
            WitnessLeases leases,
            GroupName group,
            Lease move,
            LeaseTerms terms,
            boolean atOnce,
            Time time,
            Runnable whenLost) {
        Moment before = Moment.now(time);
        Optional<WitnessState.Holder> other =
                atOnce ? leases.seize(group, move, terms.timeToLive()) : leases.take(group, move, terms.timeToLive());
        other.ifPresent(holder -> {
            throw new LeaseHeld("The witness of group " + group, holder.name(), holder.since());
        });
        Right right = new OfWitness(leases, group, WitnessLeases.lasting(terms.timeToLive()));
        return new HeldLease(right, move.owner(), terms, before, whenLost);
    }

    /** Whether the lease is gone, or must be taken for gone because it was not renewed in time: then nothing may be written. */
    public boolean isLost() {
        return lost || renewedAt.isLongerAgoThan(right.lasts());
    }

    /** The lease as the ledger knows it, which every write to the ledger looks at; empty for the witness's. */
    public Optional<Lease> inLedger() {
        return right instanceof InLedger held ? Optional.of(held.lease()) : Optional.empty();
    }

    private void renew() {
        if (lost || !renewalFails()) {
            return;
        }
        // One that was on its way while the lease was given back is refused for that alone.
        if (!renewals.isShutdown()) {
            lose();
        }
    }

    private void lose() {
        lost = true;
        LOG.error("lease lost; the work under it stops lease={} owner={}", right.name(), owner);
        whenLost.run();
    }

    private boolean renewalFails() {
        try {
            Moment before = Moment.now(time);
            boolean renewed = right.renew();
            renewedAt = renewed ? before : renewedAt;
            return !renewed;
        } catch (LedgerException | ClientException e) {
            LOG.warn("lease not renewed, tried again lease={}", right.name(), e);
            return isLost();
        } catch (RuntimeException unexpected) {
            // The executor would swallow it, and never renew again.
            LOG.error("lease not renewed, and it cannot be lease={}", right.name(), unexpected);
            return true;
        }
    }

    @Override
    public void close() {
        renewals.shutdown();
        if (!isLost()) {
            right.release();
        }
    }

    private record InLedger(Leases leases, Lease lease, LeaseTerms terms) implements Right {
        @Override
        public String name() {
            return lease.name().value();
        }

        @Override
        public Duration lasts() {
            return terms.timeToLive();
        }

        @Override
        public boolean renew() {
            return leases.renew(lease, terms.timeToLive());
        }

        @Override
        public void release() {
            leases.release(lease);
        }
    }

    private record OfWitness(WitnessLeases leases, GroupName group, Duration lasts) implements Right {
        @Override
        public String name() {
            return "witness:" + group;
        }

        @Override
        public boolean renew() {
            return leases.renew(group);
        }

        @Override
        public void release() {
            try {
                leases.release(group);
            } catch (ClientException e) {
                // It runs out by itself; whoever has to go on before that takes it by force.
                LOG.warn("the witness's lease was not given back group={}", group, e);
            }
        }
    }
}
