/**
 * One sync of a failover group as a Spring Batch job: prepare, one partitioned step per wave, finish.
 * Runs under the group's lease; a run that was interrupted is taken up again under its old id.
 */
package io.twinlake.orchestrator.sync;
