package io.twinlake.ledger.lease;

/** The answer to an attempt to take a lease: losing the race is a value. */
public sealed interface LeaseAttempt {
    /** The lease is ours. */
    record Acquired(Lease lease) implements LeaseAttempt {}

    /** Somebody else holds it. */
    record HeldByOther(Lease current) implements LeaseAttempt {}
}
