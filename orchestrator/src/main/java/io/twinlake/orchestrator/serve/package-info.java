/**
 * The process that stays: fires the schedules, answers health checks and hands out metrics.
 * Commands of other processes reach it as they reach any owner of the ledger.
 */
package io.twinlake.orchestrator.serve;
