/** The state of every object in scope: what was replicated, cloned and compared. */
package io.twinlake.ledger.state;
