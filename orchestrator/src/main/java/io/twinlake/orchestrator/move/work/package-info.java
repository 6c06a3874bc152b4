/**
 * A move's steps as a restartable Spring Batch job, one of its steps per step of the runbook; taking one back is a job of its own.
 * Where each step stands is in the ledger before the next one begins.
 */
package io.twinlake.orchestrator.move.work;
