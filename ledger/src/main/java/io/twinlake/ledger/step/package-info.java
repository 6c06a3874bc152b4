/** What the steps of a move did, so that a later process goes on where an earlier one was cut off. */
package io.twinlake.ledger.step;
