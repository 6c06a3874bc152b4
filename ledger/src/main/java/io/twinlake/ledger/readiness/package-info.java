/** When it was last proven that a group could move. */
package io.twinlake.ledger.readiness;
