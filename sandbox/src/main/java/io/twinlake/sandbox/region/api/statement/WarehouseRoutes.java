package io.twinlake.sandbox.region.api.statement;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.objects.Warehouse;
import io.twinlake.sandbox.region.permission.PermissionLevel;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Warehouses over REST. */
final class WarehouseRoutes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Set<String> SETTINGS = Set.of(
            "cluster_size",
            "min_num_clusters",
            "max_num_clusters",
            "auto_stop_mins",
            "enable_photon",
            "enable_serverless_compute",
            "warehouse_type",
            "spot_instance_policy",
            "channel",
            "tags");

    private final Warehouses warehouses;
    private final WarehouseRights rights;

    WarehouseRoutes(Warehouses warehouses, WarehouseRights rights) {
        this.warehouses = warehouses;
        this.rights = rights;
    }

    void register(Routes routes) {
        String all = "/api/2.0/sql/warehouses";
        String one = all + "/{id}";
        routes.get(
                        all,
                        request -> new Fields()
                                .with(
                                        "warehouses",
                                        rights.seen(request.caller()).stream()
                                                .map(warehouse -> show(warehouse, request))
                                                .toList()))
                .post(all, this::create)
                .get(one, request -> show(warehouse(request, PermissionLevel.CAN_VIEW), request))
                .delete(one, request -> {
                    Warehouse warehouse = warehouse(request, PermissionLevel.CAN_MANAGE);
                    warehouses.delete(warehouse.id());
                    rights.forget(warehouse);
                    return new Fields();
                })
                .post(one + "/edit", this::edit)
                .post(one + "/start", request -> {
                    warehouses.ensureStarted(
                            warehouse(request, PermissionLevel.CAN_USE).id());
                    return new Fields();
                })
                .post(one + "/stop", request -> {
                    warehouses.stop(
                            warehouse(request, PermissionLevel.CAN_MANAGE).id());
                    return new Fields();
                });
        rights.register(routes);
    }

    private Warehouse warehouse(ApiRequest request, PermissionLevel level) {
        return rights.require(request.caller(), request.path("id"), level);
    }

    private Fields create(ApiRequest request) {
        rights.requireCreate(request.caller());
        Warehouse warehouse =
                warehouses.create(request.required("name"), request.caller().principal(), settings(request));
        return new Fields().with("id", warehouse.id());
    }

    private Fields edit(ApiRequest request) {
        Warehouse warehouse = warehouse(request, PermissionLevel.CAN_MANAGE);
        String name = request.has("name") ? request.required("name") : warehouse.name();
        warehouses.edit(warehouse.id(), name, settings(request));
        return new Fields();
    }

    private static Map<String, Object> settings(ApiRequest request) {
        Map<String, Object> settings = new TreeMap<>(JSON.convertValue(request.body(), OBJECT));
        settings.keySet().retainAll(SETTINGS);
        settings.values().removeIf(Objects::isNull);
        return settings;
    }

    private Fields show(Warehouse warehouse, ApiRequest request) {
        String state = warehouses.state(warehouse);
        String hostname = request.host().replaceAll(":\\d+$", "");
        String path = "/sql/1.0/warehouses/" + warehouse.id();
        Fields fields = new Fields()
                .with("id", warehouse.id())
                .with("name", warehouse.name())
                .with("creator_name", warehouse.creator())
                .with("state", state)
                .with("num_clusters", state.equals("RUNNING") ? 1 : 0)
                .with("num_active_sessions", 0)
                .with("jdbc_url", "jdbc:spark://" + request.host() + "/default;httpPath=" + path)
                .with(
                        "odbc_params",
                        new Fields()
                                .with("hostname", hostname)
                                .with("path", path)
                                .with("protocol", "https")
                                .with("port", 443))
                .with("health", new Fields().with("status", "HEALTHY"));
        warehouse.settings().forEach(fields::with);
        return fields;
    }
}
