package io.twinlake.config;

import java.util.Optional;

/**
 * By what processes agree on who may write.
 *
 * @param lease how long a lease lasts
 * @param witness the home of the epoch; without one the ledger is
 */
public record Coordination(LeaseTerms lease, Optional<WitnessLocation> witness) {}
