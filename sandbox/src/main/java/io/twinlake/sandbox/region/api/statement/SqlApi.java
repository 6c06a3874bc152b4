package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.StatementRouter;
import java.time.Clock;

/** The endpoints of warehouses and of statements. */
public final class SqlApi implements AutoCloseable {

    private final Warehouses warehouses;
    private final Statements statements;

    /** @param warehouseId the identity of the workspace's first warehouse */
    public SqlApi(Metastore metastore, StatementRouter router, SqlEngine engine, String warehouseId, Clock clock) {
        warehouses = new Warehouses(metastore, warehouseId, clock);
        statements = new Statements(router, engine, warehouses);
    }

    public void register(Routes routes) {
        new WarehouseRoutes(warehouses).register(routes);
        new StatementRoutes(statements, warehouses).register(routes);
    }

    @Override
    public void close() {
        statements.close();
    }
}
