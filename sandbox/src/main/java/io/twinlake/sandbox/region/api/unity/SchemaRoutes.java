package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Browsing;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Schemas.NewSchema;
import java.util.List;
import java.util.Locale;

/** Schemas over REST; a mounted share's are its provider's. */
final class SchemaRoutes {

    private static final int PAGE = 100;

    private final Metastore metastore;

    SchemaRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/schemas";
        String one = all + "/{name}";
        routes.get(all, this::list)
                .post(all, this::create)
                .get(one, this::get)
                .patch(one, this::update)
                .delete(one, this::delete);
    }

    private Fields list(ApiRequest request) {
        String catalog = request.requiredQuery("catalog_name");
        List<SchemaEntry> schemas = metastore.schemas().list(request.reader(), catalog);
        Browsing browsing = new Browsing(metastore, request);
        return Page.of(
                request,
                "schemas",
                schemas,
                SchemaEntry::fullName,
                schema -> browsing.marked(show(schema), schema),
                PAGE);
    }

    private Fields get(ApiRequest request) {
        SchemaEntry schema = metastore.schemas().get(request.reader(), request.path("name"));
        return new Browsing(metastore, request).marked(show(schema), schema);
    }

    private Fields create(ApiRequest request) {
        return show(metastore
                .schemas()
                .create(
                        request.caller(),
                        new NewSchema(
                                request.required("catalog_name"),
                                request.required("name"),
                                request.text("comment"),
                                request.strings("properties"),
                                request.text("storage_root"))));
    }

    private Fields update(ApiRequest request) {
        String name = request.path("name").toLowerCase(Locale.ROOT);
        if (request.has("new_name")
                && !name.endsWith("." + request.required("new_name").toLowerCase(Locale.ROOT))) {
            name = metastore
                    .schemas()
                    .rename(request.caller(), name, request.required("new_name"))
                    .fullName();
        }
        if (!request.namesOnly("owner")) {
            metastore.schemas().update(request.caller(), name, entry -> changed(entry, request));
        }
        if (request.has("owner")) {
            metastore
                    .owners()
                    .change(request.caller(), new SecurableRef(SecurableKind.SCHEMA, name), request.required("owner"));
        }
        return show(metastore.shelves().schemas.get(name).orElseThrow());
    }

    private static SchemaEntry changed(SchemaEntry entry, ApiRequest request) {
        Header header = entry.header();
        if (request.body().has("comment")) {
            header = header.commented(request.text("comment"));
        }
        if (request.has("properties")) {
            header = header.withProperties(request.strings("properties"));
        }
        SchemaEntry next = entry.withHeader(header);
        return request.has("enable_predictive_optimization")
                ? next.optimized(request.required("enable_predictive_optimization"))
                : next;
    }

    private Fields delete(ApiRequest request) {
        metastore.schemas().drop(request.caller(), request.path("name"), request.flag("force"));
        return new Fields();
    }

    private Fields show(SchemaEntry schema) {
        CatalogEntry catalog =
                metastore.shelves().catalogs.get(schema.catalog()).orElseThrow();
        Fields fields = new Fields()
                .with("name", schema.name())
                .with("catalog_name", schema.catalog())
                .with("full_name", schema.fullName())
                .with("schema_id", schema.header().id())
                .with("catalog_type", catalog.type())
                .with("metastore_id", metastore.identity().metastoreId())
                .with("storage_root", schema.storageRoot())
                .with("storage_location", metastore.schemas().storageLocation(schema))
                .with("properties", schema.header().properties())
                .with("browse_only", false)
                .with("securable_type", "SCHEMA")
                .with("securable_kind", "SCHEMA_STANDARD");
        AuditFields.optimization(fields, schema.predictiveOptimization(), "CATALOG", schema.catalog());
        return AuditFields.add(fields, schema.header());
    }
}
