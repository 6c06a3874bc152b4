package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.objects.Identity;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.List;

/** The metastore itself over REST, and the connections, of which it holds none. */
final class MetastoreRoutes {

    private final Metastore metastore;
    private final String workspaceId;

    MetastoreRoutes(Metastore metastore, String workspaceId) {
        this.metastore = metastore;
        this.workspaceId = workspaceId;
    }

    void register(Routes routes) {
        String base = "/api/2.1/unity-catalog";
        routes.get(base + "/current-metastore-assignment", request -> assignment())
                .get(base + "/metastore_summary", request -> show())
                .get(base + "/metastores", request -> new Fields().with("metastores", List.of(show())))
                .get(base + "/metastores/{id}", this::get)
                .get(base + "/connections", request -> new Fields().with("connections", List.of()));
    }

    private Fields assignment() {
        return new Fields()
                .with("workspace_id", Long.parseLong(workspaceId))
                .with("metastore_id", metastore.identity().metastoreId())
                .with("default_catalog_name", "main");
    }

    private Fields get(ApiRequest request) {
        if (!request.path("id").equals(metastore.identity().metastoreId())) {
            throw SecurableKind.METASTORE.missing(request.path("id"));
        }
        return show();
    }

    private Fields show() {
        Identity identity = metastore.identity();
        return new Fields()
                .with("metastore_id", identity.metastoreId())
                .with("global_metastore_id", identity.globalMetastoreId())
                .with("name", identity.name())
                .with("cloud", "azure")
                .with("region", identity.region())
                .with("owner", identity.owner())
                .with("storage_root", identity.storageRoot())
                .with("privilege_model_version", "1.0")
                .with("delta_sharing_scope", "INTERNAL_AND_EXTERNAL")
                .with("delta_sharing_recipient_token_lifetime_in_seconds", 0)
                .with("external_access_enabled", false);
    }
}
