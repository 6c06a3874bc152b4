/**
 * Who is primary: fence, readiness, promotion and the endpoint switches of a failover group.
 * Holds a move's rules; the ledger remembers what was decided and the orchestrator assembles the parts.
 */
package io.twinlake.failover;
