package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Warehouse;
import io.twinlake.sandbox.region.permission.ObjectType;
import io.twinlake.sandbox.region.permission.PermissionLevel;
import io.twinlake.sandbox.region.permission.PermissionRoutes;
import io.twinlake.sandbox.region.permission.Permissions;
import io.twinlake.sandbox.region.permission.WorkspaceObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Warehouses for who may see, use or manage them. */
record WarehouseRights(Warehouses warehouses, Permissions permissions) {

    void register(Routes routes) {
        new PermissionRoutes(
                        permissions,
                        ObjectType.WAREHOUSE,
                        (caller, id) -> object(require(caller, id, PermissionLevel.CAN_VIEW)))
                .register(routes);
    }

    /** The warehouse, on which the caller must have that level. */
    Warehouse require(Caller caller, String id, PermissionLevel level) {
        Warehouse warehouse = warehouses.get(id);
        permissions.require(caller, object(warehouse), level);
        return warehouse;
    }

    boolean exists(String id) {
        return warehouses.list().stream().anyMatch(known -> known.id().equals(id));
    }

    List<Warehouse> seen(Caller caller) {
        return warehouses.list().stream()
                .filter(warehouse -> permissions.allows(caller, object(warehouse), PermissionLevel.CAN_VIEW))
                .toList();
    }

    /** The check before a warehouse is made, which is for who administers the workspace. */
    void requireCreate(Caller caller) {
        if (!caller.isWorkspaceAdmin()) {
            throw new CatalogFailure(
                    ErrorKind.PERMISSION_DENIED, caller.principal() + " is not authorized to create SQL warehouses.");
        }
    }

    void letUse(Warehouse warehouse, List<String> users) {
        permissions.give(
                object(warehouse),
                users.stream().collect(Collectors.toMap(Function.identity(), user -> PermissionLevel.CAN_USE)));
    }

    void forget(Warehouse warehouse) {
        permissions.forget(object(warehouse));
    }

    private static WorkspaceObject object(Warehouse warehouse) {
        return new WorkspaceObject(ObjectType.WAREHOUSE, warehouse.id(), warehouse.creator());
    }
}
