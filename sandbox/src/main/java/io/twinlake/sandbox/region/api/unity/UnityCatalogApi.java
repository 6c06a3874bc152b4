package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sharing.Mounting;

/** All of Unity Catalog's endpoints, but for sharing. */
public final class UnityCatalogApi {

    private final Metastore metastore;
    private final Mounting mounting;
    private final String workspaceId;

    public UnityCatalogApi(Metastore metastore, Mounting mounting, String workspaceId) {
        this.metastore = metastore;
        this.mounting = mounting;
        this.workspaceId = workspaceId;
    }

    public void register(Routes routes) {
        new CatalogRoutes(metastore, mounting).register(routes);
        new SchemaRoutes(metastore).register(routes);
        new TableRoutes(metastore, new ExternalTables(metastore)).register(routes);
        new FunctionRoutes(metastore).register(routes);
        new AssetRoutes(metastore).register(routes);
        new ServiceRoutes(metastore).register(routes);
        new GrantRoutes(metastore).register(routes);
        new MetastoreRoutes(metastore, workspaceId).register(routes);
        new StorageRoutes(metastore).register(routes);
        new BindingRoutes(metastore).register(routes);
        new PolicyRoutes(metastore).register(routes);
        new TagRoutes(metastore).register(routes);
    }
}
