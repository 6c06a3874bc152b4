package io.twinlake.ledger.lease;

import java.time.Duration;
import java.util.Optional;

/** Leases of processes that share this ledger, by the database's clock. */
public interface Leases {
    LeaseAttempt acquire(LeaseName name, String owner, Duration timeToLive);

    /** Extends a lease; false when it was lost, and then its holder must stop writing. */
    boolean renew(Lease lease, Duration timeToLive);

    /** Gives a lease back; a lost one is left alone. */
    void release(Lease lease);

    Optional<Lease> current(LeaseName name);
}
