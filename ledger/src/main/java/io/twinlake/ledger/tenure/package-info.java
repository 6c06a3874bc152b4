/** What entitles a run to write into the ledger, looked at again in the transaction of every write. */
package io.twinlake.ledger.tenure;
