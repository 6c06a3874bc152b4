/**
 * The ledger on H2 and PostgreSQL; no type of JDBC leaves this package but the {@code DataSource} that Batch and Quartz share.
 * What a method has returned from is durable.
 */
package io.twinlake.ledger.jdbc;
