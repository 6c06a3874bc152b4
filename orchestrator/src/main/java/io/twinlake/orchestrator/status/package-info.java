/**
 * How a group stands: lag against its objective, its last run, and what is ready for a move.
 * What the ledger knows is told while a region is dead; what has to be asked of the regions comes within seconds.
 */
package io.twinlake.orchestrator.status;
