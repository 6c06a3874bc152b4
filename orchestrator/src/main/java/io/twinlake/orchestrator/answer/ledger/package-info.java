/** What the commands about the ledger itself answer: its copies, its trail, and what was restored or rebuilt. */
package io.twinlake.orchestrator.answer.ledger;
