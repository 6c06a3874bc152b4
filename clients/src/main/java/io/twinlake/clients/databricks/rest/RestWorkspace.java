package io.twinlake.clients.databricks.rest;

import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.RegionName;

/** All parts of one workspace, over the same calls. */
record RestWorkspace(
        RegionName region,
        UnityCatalog catalog,
        Sharing sharing,
        Statements statements,
        Warehouse warehouse,
        Jobs jobs,
        RestPrincipal self)
        implements Workspace {
    @Override
    public Principal principal() {
        return self.read(catalog.metastore());
    }
}
