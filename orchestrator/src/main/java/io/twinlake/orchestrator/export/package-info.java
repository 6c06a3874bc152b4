/**
 * Carries signed copies of the ledger to the storage of every region and of the witness, and brings one back on a host that has none.
 */
package io.twinlake.orchestrator.export;
