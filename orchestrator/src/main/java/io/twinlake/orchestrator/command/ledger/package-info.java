/** The commands about the ledger itself: its copies, its audit trail, and how a lost one is restored or rebuilt. */
package io.twinlake.orchestrator.command.ledger;
