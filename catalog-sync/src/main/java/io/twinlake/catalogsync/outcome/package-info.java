/** What becomes of one object, and how the ledger keeps why it failed. */
package io.twinlake.catalogsync.outcome;
