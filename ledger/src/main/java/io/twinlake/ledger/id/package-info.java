/** What rows are named by: runs, epochs and directions. */
package io.twinlake.ledger.id;
