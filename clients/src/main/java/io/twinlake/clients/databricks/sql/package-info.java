/** SQL at a warehouse: statements and their results, and names and texts quoted so that they may stand in one. */
package io.twinlake.clients.databricks.sql;
