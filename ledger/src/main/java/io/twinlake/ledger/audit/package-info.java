/** A hash-chained trail of who did what. */
package io.twinlake.ledger.audit;
