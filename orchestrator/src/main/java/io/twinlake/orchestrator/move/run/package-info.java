/**
 * Moves, begun, gone on with, taken back or only shown: one run each, under the group's lease, and what is said of it at its end.
 * Everything that a later process needs to go on is in the ledger: text, terms, and where each step stands.
 */
package io.twinlake.orchestrator.move.run;
