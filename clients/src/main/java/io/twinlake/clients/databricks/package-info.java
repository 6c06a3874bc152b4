/** One region's Databricks workspace, port by port: Unity Catalog as raw JSON, sharing, jobs, warehouses and SQL statements. */
package io.twinlake.clients.databricks;
