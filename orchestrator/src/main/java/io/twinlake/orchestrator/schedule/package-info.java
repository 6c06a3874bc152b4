/**
 * Syncs by the clock: Quartz with its jobs in the ledger's database, one job per failover group.
 * However often a time is fired, or fired late, one run starts for it.
 */
package io.twinlake.orchestrator.schedule;
