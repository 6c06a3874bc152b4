package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.AssetEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import org.jspecify.annotations.Nullable;

/** Volumes, registered models and secrets over REST: that there are some, but nothing of what is in them. */
final class AssetRoutes {

    private static final int PAGE = 100;

    private final Metastore metastore;

    AssetRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        register(routes, SecurableKind.VOLUME, "volumes", "volumes", "volume_id");
        register(routes, SecurableKind.REGISTERED_MODEL, "models", "registered_models", "id");
        register(routes, SecurableKind.SECRET, "secrets", "secrets", null);
    }

    /** @param id the field of its id; a secret has none */
    private void register(Routes routes, SecurableKind kind, String collection, String list, @Nullable String id) {
        String all = "/api/2.1/unity-catalog/" + collection;
        routes.get(
                        all,
                        request -> Page.of(
                                request,
                                list,
                                metastore.assets().list(request.caller(), kind, schema(request)),
                                AssetEntry::fullName,
                                asset -> show(asset, id),
                                PAGE))
                .post(all, request -> show(create(request, kind), id))
                .delete(all + "/{name}", request -> {
                    metastore.assets().drop(request.caller(), kind, request.path("name"));
                    return new Fields();
                });
    }

    private static String schema(ApiRequest request) {
        return request.requiredQuery("catalog_name") + "." + request.requiredQuery("schema_name");
    }

    private AssetEntry create(ApiRequest request, SecurableKind kind) {
        switch (kind) {
            case VOLUME -> request.required("volume_type");
            case SECRET -> request.required("value");
            default -> {
                // A model is told no more than its name.
            }
        }
        String what = kind == SecurableKind.REGISTERED_MODEL ? "MODEL" : kind.name();
        return metastore
                .assets()
                .create(
                        request.caller(),
                        kind,
                        "CREATE_" + what,
                        request.required("catalog_name") + "." + request.required("schema_name"),
                        request.required("name"),
                        request.text("comment"));
    }

    private Fields show(AssetEntry asset, @Nullable String id) {
        int dot = asset.schema().indexOf('.');
        Fields fields = new Fields()
                .with("name", asset.name())
                .with("catalog_name", asset.schema().substring(0, dot))
                .with("schema_name", asset.schema().substring(dot + 1))
                .with("full_name", asset.fullName())
                .with("metastore_id", metastore.identity().metastoreId());
        return id == null
                ? ServiceRoutes.audited(
                        fields.with("owner", asset.header().audit().owner()), asset)
                : AuditFields.add(fields.with(id, asset.header().id()), asset.header());
    }
}
