/**
 * How a group stands, from the ledger alone: lag against its objective, its last run, and what is ready for a move.
 * Asks no region, so that it answers while one is dead.
 */
package io.twinlake.orchestrator.status;
