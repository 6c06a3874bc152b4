package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.permission.Permissions;
import io.twinlake.sandbox.region.setting.Settings;
import io.twinlake.sandbox.region.sql.StatementRouter;
import java.time.Clock;
import java.util.List;

/** The endpoints of warehouses and of statements. */
public final class SqlApi implements AutoCloseable {

    private final Warehouses warehouses;
    private final WarehouseRights rights;
    private final Statements statements;
    private final ResultLinks links;

    /**
     * @param warehouseId the identity of the workspace's first warehouse
     * @param users who may use it from its beginning
     */
    public SqlApi(
            Metastore metastore,
            Permissions permissions,
            StatementRouter router,
            SqlEngine engine,
            String warehouseId,
            List<String> users,
            Settings settings,
            Clock clock) {
        warehouses = new Warehouses(metastore, clock);
        rights = new WarehouseRights(warehouses, permissions);
        if (warehouses.list().isEmpty()) {
            rights.letUse(warehouses.createFirst(warehouseId), users);
        }
        statements = new Statements(router, engine, warehouses, settings, clock);
        links = new ResultLinks(settings, clock);
    }

    public void register(Routes routes) {
        new WarehouseRoutes(warehouses, rights).register(routes);
        new StatementRoutes(statements, rights, links).register(routes);
    }

    @Override
    public void close() {
        statements.close();
    }
}
