/**
 * Copies of the ledger that leave it: signed files of rows, each linked to the one before, so that a host which has nothing but the
 * configuration and the key can take over, and notices what was changed or is missing.
 */
package io.twinlake.ledger.export;
