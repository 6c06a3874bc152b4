package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.AssetEntry;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The services of an AI gateway over REST, named as {@code model-services/catalog.schema.name}: that there are some, but none that answers. */
final class ServiceRoutes {

    private static final int PAGE = 100;
    private static final String SCHEMAS = "schemas/";

    private final Metastore metastore;

    ServiceRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        List.of(SecurableKind.MODEL_SERVICE, SecurableKind.MODEL_PROVIDER_SERVICE, SecurableKind.MCP_SERVICE)
                .forEach(kind -> register(routes, kind));
    }

    private void register(Routes routes, SecurableKind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        String all = "/api/2.1/unity-catalog/" + collection(kind);
        routes.get(
                        all,
                        request -> Page.of(
                                request, word + "s", list(request, kind), AssetEntry::fullName, this::show, PAGE))
                .post(
                        all,
                        request -> show(metastore
                                .assets()
                                .create(
                                        request.caller(),
                                        kind,
                                        "CREATE_SERVICE",
                                        schema(request),
                                        request.requiredQuery(word + "_id"),
                                        request.text("comment"))))
                .delete(all + "/{name}", request -> {
                    metastore.assets().drop(request.caller(), kind, request.path("name"));
                    return new Fields();
                });
    }

    /** Even a metastore admin must be let into the schema. */
    private List<AssetEntry> list(ApiRequest request, SecurableKind kind) {
        String schema = schema(request);
        metastore.access().require(request.caller(), new SecurableRef(SecurableKind.SCHEMA, schema), "USE_SCHEMA");
        return metastore.assets().list(request.caller(), kind, schema);
    }

    private static String collection(SecurableKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "s";
    }

    private static String schema(ApiRequest request) {
        String parent = request.requiredQuery("parent");
        if (!parent.startsWith(SCHEMAS)) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE, "parent must be schemas/{catalog}.{schema}, and is " + parent);
        }
        return parent.substring(SCHEMAS.length());
    }

    private Fields show(AssetEntry service) {
        return audited(
                new Fields()
                        .with("name", collection(service.kind()) + "/" + service.fullName())
                        .with("metastore_id", metastore.identity().metastoreId()),
                service);
    }

    /** As the platform's newer interfaces tell who made something, and when. */
    static Fields audited(Fields fields, AssetEntry asset) {
        Audit audit = asset.header().audit();
        return fields.with("effective_owner", audit.owner())
                .with("comment", asset.header().comment())
                .with("create_time", Instant.ofEpochMilli(audit.createdAt()).toString())
                .with("created_by", audit.createdBy())
                .with("update_time", Instant.ofEpochMilli(audit.updatedAt()).toString())
                .with("updated_by", audit.updatedBy());
    }
}
