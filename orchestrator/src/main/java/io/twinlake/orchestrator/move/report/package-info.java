/**
 * A move as one record: its steps, switches, loss and times, read from what its steps left in the ledger.
 * The command's document, its page for people and the HTML page are made from it.
 */
package io.twinlake.orchestrator.move.report;
