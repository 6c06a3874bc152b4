/** One region's Databricks workspace, port by port: Unity Catalog as raw JSON, jobs, warehouses; sharing and SQL have rooms of their own. */
package io.twinlake.clients.databricks;
