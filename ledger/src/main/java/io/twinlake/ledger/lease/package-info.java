/** Who may write, among processes that share a ledger. */
package io.twinlake.ledger.lease;
