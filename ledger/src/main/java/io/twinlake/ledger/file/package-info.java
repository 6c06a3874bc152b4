/** Files that hold what the ledger knows, for their owner's eyes alone. */
package io.twinlake.ledger.file;
