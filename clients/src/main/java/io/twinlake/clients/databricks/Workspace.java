package io.twinlake.clients.databricks;

import io.twinlake.config.RegionName;

/** One region's Databricks workspace. Nothing is contacted before the first call. Thread safe. */
public interface Workspace extends AutoCloseable {
    RegionName region();

    UnityCatalog catalog();

    Sharing sharing();

    Statements statements();

    Warehouse warehouse();

    Jobs jobs();

    @Override
    void close();
}
