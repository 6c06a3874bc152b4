package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Browsing;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Catalogs.NewCatalog;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sharing.Mounting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Catalogs over REST. */
final class CatalogRoutes {

    private static final int PAGE = 100;

    private final Metastore metastore;
    private final Mounting mounting;

    CatalogRoutes(Metastore metastore, Mounting mounting) {
        this.metastore = metastore;
        this.mounting = mounting;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/catalogs";
        String one = all + "/{name}";
        routes.get(all, this::list)
                .post(all, this::create)
                .get(one, this::get)
                .patch(one, this::update)
                .delete(one, this::delete);
    }

    private Fields list(ApiRequest request) {
        List<CatalogEntry> catalogs = metastore.catalogs().list(request.reader());
        Browsing browsing = new Browsing(metastore, request);
        return Page.of(
                request,
                "catalogs",
                catalogs,
                CatalogEntry::fullName,
                catalog -> browsing.marked(show(catalog), catalog),
                PAGE);
    }

    private Fields get(ApiRequest request) {
        CatalogEntry catalog = metastore.catalogs().get(request.reader(), request.path("name"));
        return new Browsing(metastore, request).marked(show(catalog), catalog);
    }

    private Fields create(ApiRequest request) {
        NewCatalog wanted = new NewCatalog(
                request.required("name"),
                request.text("comment"),
                request.strings("properties"),
                request.strings("options"),
                request.text("storage_root"),
                source(request));
        return show(
                wanted.source() == null
                        ? metastore.catalogs().create(request.caller(), wanted)
                        : mounting.mount(request.caller(), wanted));
    }

    private static @Nullable ShareSource source(ApiRequest request) {
        if (!request.has("provider_name") && !request.has("share_name")) {
            return null;
        }
        return new ShareSource(request.required("provider_name"), request.required("share_name"));
    }

    private Fields update(ApiRequest request) {
        String name = request.path("name");
        if (request.has("new_name") && !request.required("new_name").equalsIgnoreCase(name)) {
            metastore.catalogs().rename(request.caller(), name, request.required("new_name"));
            name = request.required("new_name");
        }
        if (!request.namesOnly("owner")) {
            metastore.catalogs().update(request.caller(), name, entry -> changed(entry, request));
        }
        SecurableRef ref = new SecurableRef(SecurableKind.CATALOG, name);
        if (request.has("owner")) {
            metastore.owners().change(request.caller(), ref, request.required("owner"));
        }
        return show(metastore.shelves().catalogs.get(ref.fullName()).orElseThrow());
    }

    private static CatalogEntry changed(CatalogEntry entry, ApiRequest request) {
        Header header = entry.header();
        if (request.body().has("comment")) {
            header = header.commented(request.text("comment"));
        }
        if (request.has("properties")) {
            header = header.withProperties(request.strings("properties"));
        }
        CatalogEntry next = entry.withHeader(header);
        if (request.has("isolation_mode")) {
            next = next.isolatedTo(isolated(request.required("isolation_mode")), next.bindings());
        }
        return request.has("enable_predictive_optimization")
                ? next.optimized(request.required("enable_predictive_optimization"))
                : next;
    }

    private static boolean isolated(String mode) {
        return switch (mode) {
            case "ISOLATED" -> true;
            case "OPEN" -> false;
            default -> throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Invalid isolation_mode: " + mode);
        };
    }

    private Fields delete(ApiRequest request) {
        metastore.catalogs().drop(request.caller(), request.path("name"), request.flag("force"));
        return new Fields();
    }

    Fields show(CatalogEntry catalog) {
        String location = metastore.catalogs().storageLocation(catalog);
        String root = location == null || catalog.storageRoot() != null
                ? catalog.storageRoot()
                : metastore.identity().storageRoot();
        Fields fields = new Fields()
                .with("name", catalog.fullName())
                .with("full_name", catalog.fullName())
                .with("id", catalog.header().id())
                .with("catalog_type", catalog.type())
                .with("metastore_id", metastore.identity().metastoreId())
                .with("storage_root", root)
                .with("storage_location", location)
                .with("properties", catalog.header().properties())
                .with("options", catalog.options())
                .with("isolation_mode", catalog.isolated() ? "ISOLATED" : "OPEN")
                .with("accessible_in_current_workspace", metastore.catalogs().isAccessible(catalog))
                .with("browse_only", false)
                .with("securable_type", "CATALOG")
                .with("securable_kind", catalog.source() == null ? "CATALOG_STANDARD" : "CATALOG_DELTASHARING");
        if (catalog.source() != null) {
            fields.with("provider_name", catalog.source().provider())
                    .with("share_name", catalog.source().share());
        }
        AuditFields.optimization(
                fields,
                catalog.predictiveOptimization(),
                "METASTORE",
                metastore.identity().name());
        return AuditFields.add(fields, catalog.header());
    }
}
