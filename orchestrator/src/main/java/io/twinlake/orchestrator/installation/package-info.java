/**
 * What a command works with once the configuration is read: the open ledger, its groups and schedules.
 * The ledger is opened here, or the command goes to the process that has it open.
 */
package io.twinlake.orchestrator.installation;
