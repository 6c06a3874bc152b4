package io.twinlake.clients.databricks;

import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.RegionName;

/**
 * One region's Databricks workspace. Nothing is contacted before the first call, and nothing has to be given back: its connections are the
 * process's. Thread safe.
 */
public interface Workspace {
    RegionName region();

    UnityCatalog catalog();

    Sharing sharing();

    Statements statements();

    Warehouse warehouse();

    Jobs jobs();

    /** Who Twinlake is there; asked anew each time, for groups change. */
    Principal principal();
}
