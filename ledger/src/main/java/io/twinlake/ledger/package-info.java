/**
 * What happened: runs, objects, clones, epochs, leases and the audit chain, as ports. The JDBC adapter is in {@code ledger.jdbc}.
 * An acknowledged row survives kill -9.
 */
package io.twinlake.ledger;
