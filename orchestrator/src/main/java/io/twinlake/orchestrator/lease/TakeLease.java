package io.twinlake.orchestrator.lease;

import io.twinlake.config.LeaseTerms;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.Time;
import io.twinlake.failover.epoch.WitnessLeases;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;

/**
 * Takes leases on an installation's terms.
 *
 * @param owner who takes them, for people
 */
public record TakeLease(Leases leases, String owner, LeaseTerms terms, Time time) {
    /** @throws LeaseHeld when someone else holds it */
    public HeldLease named(LeaseName name) {
        return named(name, () -> {});
    }

    /**
     * @param whenLost called at most once, on a thread of its own
     * @throws LeaseHeld when someone else holds it
     */
    public HeldLease named(LeaseName name, Runnable whenLost) {
        return HeldLease.take(leases, name, owner, terms, time, whenLost);
    }

    /**
     * Takes the witness's lease of a group, for whoever moves it by this ledger.
     *
     * @param move the lease in the ledger under which that is done
     * @param atOnce takes it from whoever holds it
     * @throws LeaseHeld when another host holds it
     * @throws io.twinlake.failover.epoch.EpochUnproven when the witness does not answer
     */
    public HeldLease ofWitness(WitnessLeases witness, GroupName group, Lease move, boolean atOnce, Runnable whenLost) {
        return HeldLease.ofWitness(witness, group, move, terms, atOnce, time, whenLost);
    }
}
