/**
 * Spring Batch in this process: the jobs of runs, started, restarted and recovered under the lease of their group.
 * Runs are told to stop between two pieces of work, so that the process can end in order.
 */
package io.twinlake.orchestrator.batch;
