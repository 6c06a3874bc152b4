/**
 * The ledger on H2 and PostgreSQL, a class per port; no type of JDBC leaves this package but the {@code DataSource} that Batch and Quartz share.
 * What a method has returned from is durable.
 */
package io.twinlake.ledger.jdbc;
