/**
 * Moves as restartable Spring Batch jobs, one step per step of the runbook; taking one back is a job of its own.
 * Everything that a later process needs to go on is in the ledger: text, terms, and where each step stands.
 */
package io.twinlake.orchestrator.move.run;
