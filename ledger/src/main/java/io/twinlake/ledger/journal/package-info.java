/** What a move found and changed outside the ledger, kept so that exactly that can be put back. */
package io.twinlake.ledger.journal;
