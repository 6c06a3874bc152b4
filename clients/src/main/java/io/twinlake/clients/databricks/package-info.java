/** One region's Databricks workspace: Unity Catalog as raw JSON, sharing, warehouses and SQL statements. */
package io.twinlake.clients.databricks;
