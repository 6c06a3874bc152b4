package io.twinlake.sandbox.region.permission;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Permissions API of one type of object: lists are shown to who may manage the object, and changed by them. */
public final class PermissionRoutes {

    /** Finds an object for who may see it; refuses everybody else. */
    @FunctionalInterface
    public interface Finder {
        WorkspaceObject find(Caller caller, String id);
    }

    private final Permissions permissions;
    private final ObjectType type;
    private final Finder objects;

    public PermissionRoutes(Permissions permissions, ObjectType type, Finder objects) {
        this.permissions = permissions;
        this.type = type;
        this.objects = objects;
    }

    public void register(Routes routes) {
        for (String path : type.paths()) {
            String one = "/api/2.0/permissions/" + path + "/{id}";
            routes.get(one, request -> show(managed(request)))
                    .patch(one, request -> {
                        WorkspaceObject object = managed(request);
                        permissions.give(object, levels(request, object));
                        return show(object);
                    })
                    .put(one, request -> {
                        WorkspaceObject object = managed(request);
                        permissions.replace(object, levels(request, object));
                        return show(object);
                    });
        }
    }

    private WorkspaceObject managed(ApiRequest request) {
        WorkspaceObject object = objects.find(request.caller(), request.path("id"));
        permissions.require(request.caller(), object, PermissionLevel.CAN_MANAGE);
        return object;
    }

    private Map<String, PermissionLevel> levels(ApiRequest request, WorkspaceObject object) {
        String owner = permissions.of(object).owner();
        Map<String, PermissionLevel> levels = new LinkedHashMap<>();
        for (JsonNode entry : request.body().path("access_control_list")) {
            String principal = principal(entry);
            PermissionLevel level = level(entry.path("permission_level").asText());
            boolean newOwner = level == PermissionLevel.IS_OWNER && !principal.equals(owner);
            if (newOwner && !permissions.isPerson(principal)) {
                throw invalid("A group cannot own an object: " + principal);
            }
            if (newOwner && !request.caller().isWorkspaceAdmin()) {
                throw new CatalogFailure(
                        ErrorKind.PERMISSION_DENIED, "Only a workspace admin can change the owner of " + object.path());
            }
            if (levels.put(principal, level) != null) {
                throw invalid("Duplicate principal in access_control_list: " + principal);
            }
        }
        if (levels.values().stream().filter(PermissionLevel.IS_OWNER::equals).count() > 1) {
            throw invalid("An object has exactly one owner");
        }
        return levels;
    }

    private static String principal(JsonNode entry) {
        return Stream.of("user_name", "group_name", "service_principal_name")
                .filter(entry::hasNonNull)
                .map(field -> entry.get(field).asText())
                .findFirst()
                .orElseThrow(() -> invalid("An entry of access_control_list names no principal"));
    }

    private PermissionLevel level(String name) {
        return type.levels().stream()
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("Invalid permission_level for " + type.title() + ": " + name));
    }

    private static CatalogFailure invalid(String message) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, message);
    }

    private Fields show(WorkspaceObject object) {
        AccessControlList list = permissions.of(object);
        List<Fields> entries = new ArrayList<>();
        entries.add(show(list.owner(), PermissionLevel.IS_OWNER));
        list.levels().forEach((principal, level) -> entries.add(show(principal, level)));
        return new Fields()
                .with("object_id", object.path())
                .with("object_type", type.title())
                .with("access_control_list", entries);
    }

    private Fields show(String principal, PermissionLevel level) {
        return new Fields()
                .with(field(principal), principal)
                .with("display_name", permissions.displayName(principal))
                .with(
                        "all_permissions",
                        List.of(new Fields()
                                .with("permission_level", level.name())
                                .with("inherited", false)));
    }

    private String field(String principal) {
        if (!permissions.isPerson(principal)) {
            return "group_name";
        }
        return principal.contains("@") ? "user_name" : "service_principal_name";
    }
}
