/** What keeps the ledger from answering, and what keeps a holder of the past from writing. */
package io.twinlake.ledger.failure;
