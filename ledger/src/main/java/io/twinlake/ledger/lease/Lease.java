package io.twinlake.ledger.lease;

import java.time.Instant;

/**
 * The right to write, held by one owner until a time unless renewed.
 *
 * @param owner host, process and purpose, readable
 * @param fence grows with every acquisition; a holder with an older one has lost the lease
 */
public record Lease(LeaseName name, String owner, long fence, Instant since, Instant until) {}
