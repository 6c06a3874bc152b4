package io.twinlake.sandbox.region.api.unity;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.CatalogEntry.Binding;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.ArrayList;
import java.util.List;

/** Workspace bindings of catalogs over REST. */
final class BindingRoutes {

    private static final String READ_WRITE = "BINDING_TYPE_READ_WRITE";

    private final Metastore metastore;

    BindingRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        String bindings = "/api/2.1/unity-catalog/bindings/{type}/{name}";
        String old = "/api/2.1/unity-catalog/workspace-bindings/catalogs/{name}";
        routes.get(bindings, request -> show(catalog(request)))
                .patch(bindings, this::update)
                .get(old, request -> workspaces(metastore.catalogs().bindable(request.caller(), request.path("name"))))
                .patch(old, this::assign);
    }

    private CatalogEntry catalog(ApiRequest request) {
        if (!request.path("type").equalsIgnoreCase("catalog")) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Securable type " + request.path("type") + " cannot be bound to workspaces here");
        }
        return metastore.catalogs().bindable(request.caller(), request.path("name"));
    }

    private Fields update(ApiRequest request) {
        List<Binding> bindings = new ArrayList<>(catalog(request).bindings());
        for (JsonNode removed : request.body().path("remove")) {
            bindings.removeIf(binding ->
                    binding.workspaceId() == removed.path("workspace_id").asLong());
        }
        for (JsonNode added : request.body().path("add")) {
            long workspace = added.path("workspace_id").asLong();
            bindings.removeIf(binding -> binding.workspaceId() == workspace);
            bindings.add(new Binding(workspace, added.path("binding_type").asText(READ_WRITE)));
        }
        return show(metastore.catalogs().bind(request.caller(), request.path("name"), bindings));
    }

    /** The older form, which knows workspaces but no kinds of binding. */
    private Fields assign(ApiRequest request) {
        String name = request.path("name");
        List<Binding> bindings = new ArrayList<>(
                metastore.catalogs().bindable(request.caller(), name).bindings());
        for (JsonNode removed : request.body().path("unassign_workspaces")) {
            bindings.removeIf(binding -> binding.workspaceId() == removed.asLong());
        }
        for (JsonNode added : request.body().path("assign_workspaces")) {
            bindings.removeIf(binding -> binding.workspaceId() == added.asLong());
            bindings.add(new Binding(added.asLong(), READ_WRITE));
        }
        return workspaces(metastore.catalogs().bind(request.caller(), name, bindings));
    }

    private static Fields show(CatalogEntry catalog) {
        return new Fields()
                .with(
                        "bindings",
                        catalog.bindings().stream()
                                .map(binding -> new Fields()
                                        .with("workspace_id", binding.workspaceId())
                                        .with("binding_type", binding.type()))
                                .toList());
    }

    private static Fields workspaces(CatalogEntry catalog) {
        return new Fields()
                .with(
                        "workspaces",
                        catalog.bindings().stream().map(Binding::workspaceId).toList());
    }
}
