package io.twinlake.ledger.lease;

import java.time.Duration;
import java.util.Optional;

/** Leases of processes that share this ledger, by the database's clock. */
public interface Leases {
    /** Takes a lease that is free or has run out. The owner's text is for people: the same text does not get it a second time. */
    LeaseAttempt acquire(LeaseName name, String owner, Duration timeToLive);

    /**
     * Extends a lease; false when it was released or somebody else took it after it ran out, and then its holder must stop writing.
     */
    boolean renew(Lease lease, Duration timeToLive);

    /** Gives a lease back; a lost one is left alone. */
    void release(Lease lease);

    /**
     * Ends every lease. Only for a process that alone can have this ledger open: what other processes held, they held before they ended.
     */
    void endAll();

    /** The lease as long as it has neither run out nor been released. */
    Optional<Lease> current(LeaseName name);
}
