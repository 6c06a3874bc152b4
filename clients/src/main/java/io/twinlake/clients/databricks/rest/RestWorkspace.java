package io.twinlake.clients.databricks.rest;

import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.Sharing;
import io.twinlake.clients.databricks.Statements;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.RegionName;

/** All parts of one workspace, over the same calls. It holds nothing that must be given back: closing it ends no work. */
record RestWorkspace(
        RegionName region, UnityCatalog catalog, Sharing sharing, Statements statements, Warehouse warehouse, Jobs jobs)
        implements Workspace {
    @Override
    public void close() {}
}
