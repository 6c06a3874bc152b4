/**
 * Copies of the ledger that leave it: what is still to be copied to each place, and the files of a ledger as a chain in which each is linked to
 * the one before, so that a host which has nothing but the configuration and the key can take over, and notices what is missing.
 */
package io.twinlake.ledger.export;
