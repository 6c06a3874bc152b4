/**
 * Holding a group's lease while a job works: taken before anything is started, restarted or recovered,
 * renewed beside the work, and noticed when lost.
 */
package io.twinlake.orchestrator.lease;
