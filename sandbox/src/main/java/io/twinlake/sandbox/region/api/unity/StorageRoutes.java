package io.twinlake.sandbox.region.api.unity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.StorageEntry;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.StorageObjects;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Storage credentials and external locations over REST. */
final class StorageRoutes {

    private static final int PAGE = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Set<String> SETTINGS = Set.of(
            "url",
            "credential_name",
            "read_only",
            "fallback",
            "isolation_mode",
            "enable_file_events",
            "azure_managed_identity",
            "azure_service_principal",
            "used_for_managed_storage");

    private final Metastore metastore;

    StorageRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        register(routes, "storage-credentials", "storage_credentials", metastore.credentials());
        register(routes, "external-locations", "external_locations", metastore.locations());
    }

    private void register(Routes routes, String path, String field, StorageObjects objects) {
        String all = "/api/2.1/unity-catalog/" + path;
        String one = all + "/{name}";
        routes.get(
                        all,
                        request -> Page.of(
                                request,
                                field,
                                objects.list(request.caller()),
                                StorageEntry::fullName,
                                this::show,
                                PAGE))
                .post(
                        all,
                        request -> show(objects.create(
                                request.caller(),
                                request.required("name"),
                                request.text("comment"),
                                settings(request))))
                .get(one, request -> show(objects.get(request.caller(), request.path("name"))))
                .patch(one, request -> update(request, objects))
                .delete(one, request -> {
                    objects.drop(request.caller(), request.path("name"));
                    return new Fields();
                });
    }

    private Fields update(ApiRequest request, StorageObjects objects) {
        String name = request.path("name");
        if (!request.namesOnly("owner")) {
            objects.update(request.caller(), name, request.text("comment"), settings(request));
        }
        SecurableRef ref = objects.ref(name);
        if (request.has("owner")) {
            metastore.owners().change(request.caller(), ref, request.required("owner"));
        }
        return show((StorageEntry) metastore.shelves().find(ref).orElseThrow());
    }

    private static Map<String, Object> settings(ApiRequest request) {
        Map<String, Object> settings = new TreeMap<>(JSON.convertValue(request.body(), OBJECT));
        settings.keySet().retainAll(SETTINGS);
        settings.values().removeIf(Objects::isNull);
        return settings;
    }

    private Fields show(StorageEntry entry) {
        Fields fields = new Fields()
                .with("name", entry.fullName())
                .with(
                        "id",
                        entry.kind() == SecurableKind.STORAGE_CREDENTIAL
                                ? entry.header().id()
                                : null)
                .with("full_name", entry.fullName())
                .with("metastore_id", metastore.identity().metastoreId());
        entry.settings().forEach(fields::with);
        return AuditFields.add(fields, entry.header());
    }
}
