package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tags over REST, assigned to securables and to columns one by one. */
final class TagRoutes {

    private static final int PAGE = 50;

    private final Metastore metastore;

    TagRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/entity-tag-assignments";
        String on = all + "/{type}/{entity}/tags";
        routes.post(all, this::create)
                .get(on, this::list)
                .get(on + "/{key}", request -> show(request, request.path("key")))
                .patch(on + "/{key}", this::update)
                .delete(on + "/{key}", this::delete);
    }

    /** What bears tags: a securable, or a column of one. */
    private record Entity(
            String type,
            String name,
            SecurableRef securable,
            @Nullable String column) {

        static Entity of(String type, String name) {
            return switch (type) {
                case "catalogs" -> new Entity(type, name, new SecurableRef(SecurableKind.CATALOG, name), null);
                case "schemas" -> new Entity(type, name, new SecurableRef(SecurableKind.SCHEMA, name), null);
                case "tables" -> new Entity(type, name, new SecurableRef(SecurableKind.TABLE, name), null);
                case "columns" -> column(type, name);
                default -> throw invalid("The sandbox knows no tags on entities of type '" + type + "'");
            };
        }

        /** Its name has four parts; of these only the last may have dots. */
        private static Entity column(String type, String name) {
            String[] parts = name.split("\\.", 4);
            if (parts.length < 4) {
                throw invalid("'" + name + "' is no full name of a column");
            }
            return new Entity(
                    type,
                    name,
                    new SecurableRef(SecurableKind.TABLE, parts[0] + "." + parts[1] + "." + parts[2]),
                    parts[3]);
        }
    }

    private Fields create(ApiRequest request) {
        Entity entity = Entity.of(field(request, "entity_type"), field(request, "entity_name"));
        String key = field(request, "tag_key");
        if (tags(request, entity).containsKey(key)) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_ALREADY_EXISTS,
                    "Tag '" + key + "' is already assigned to '" + entity.name() + "'.");
        }
        return assign(request, entity, key);
    }

    private Fields update(ApiRequest request) {
        Entity entity = entity(request);
        require(request, entity);
        return assign(request, entity, request.path("key"));
    }

    private Fields assign(ApiRequest request, Entity entity, String key) {
        String value = request.body().path("tag_value").asText("");
        metastore.tags().change(request.caller(), entity.securable(), entity.column(), Map.of(key, value), Set.of());
        return show(entity, key, value);
    }

    private Fields delete(ApiRequest request) {
        Entity entity = entity(request);
        require(request, entity);
        metastore
                .tags()
                .change(request.caller(), entity.securable(), entity.column(), Map.of(), Set.of(request.path("key")));
        return new Fields();
    }

    private Fields list(ApiRequest request) {
        Entity entity = entity(request);
        List<Map.Entry<String, String>> tags = List.copyOf(tags(request, entity).entrySet());
        return Page.of(
                request,
                "tag_assignments",
                tags,
                Map.Entry::getKey,
                tag -> show(entity, tag.getKey(), tag.getValue()),
                PAGE);
    }

    private Fields show(ApiRequest request, String key) {
        Entity entity = entity(request);
        return show(entity, key, require(request, entity));
    }

    private String require(ApiRequest request, Entity entity) {
        String key = request.path("key");
        String value = tags(request, entity).get(key);
        if (value == null) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_DOES_NOT_EXIST, "Tag '" + key + "' is not assigned to '" + entity.name() + "'.");
        }
        return value;
    }

    private Map<String, String> tags(ApiRequest request, Entity entity) {
        return metastore.tags().shown(request.caller(), entity.securable(), entity.column());
    }

    private static Entity entity(ApiRequest request) {
        return Entity.of(request.path("type"), request.path("entity"));
    }

    private static Fields show(Entity entity, String key, String value) {
        return new Fields()
                .with("entity_type", entity.type())
                .with("entity_name", entity.name())
                .with("tag_key", key)
                .with("tag_value", value);
    }

    private static String field(ApiRequest request, String name) {
        String value = request.body().path(name).asText("");
        if (value.isEmpty()) {
            throw invalid("Missing required field: " + name);
        }
        return value;
    }

    private static CatalogFailure invalid(String message) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, message);
    }
}
