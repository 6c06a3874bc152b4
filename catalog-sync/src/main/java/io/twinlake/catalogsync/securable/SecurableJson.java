package io.twinlake.catalogsync.securable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an object from the platform's JSON; its grants are read elsewhere, in bulk. */
public final class SecurableJson {
    private SecurableJson() {}

    public static Securable catalog(ObjectNode json) {
        ObjectName name = ObjectName.of(required(json, "name"));
        return read(SecurableKind.CATALOG, name, json, container(json), UnsupportedKinds.ofCatalog(json));
    }

    public static Securable schema(ObjectNode json) {
        ObjectName name = ObjectName.of(required(json, "catalog_name"), required(json, "name"));
        return read(SecurableKind.SCHEMA, name, json, container(json), null);
    }

    /** A table or a view, as its type says; a view's dependencies are known only where the JSON came from a single read. */
    public static Securable tableOrView(ObjectNode json) {
        ObjectName name = threeParts(json);
        String reason = UnsupportedKinds.ofTable(json);
        boolean view = UnsupportedKinds.isView(json);
        Definition definition = reason != null
                ? new Definition.Unsupported()
                : view ? DefinitionJson.view(json, name) : DefinitionJson.table(json);
        return read(view ? SecurableKind.VIEW : SecurableKind.TABLE, name, json, definition, reason);
    }

    public static Securable function(ObjectNode json) {
        String reason = UnsupportedKinds.ofFunction(json);
        Definition definition = reason != null ? new Definition.Unsupported() : DefinitionJson.function(json);
        return read(SecurableKind.FUNCTION, threeParts(json), json, definition, reason);
    }

    public static Securable volume(ObjectNode json) {
        return read(
                SecurableKind.VOLUME, threeParts(json), json, new Definition.Unsupported(), UnsupportedKinds.VOLUMES);
    }

    public static Securable model(ObjectNode json) {
        return read(SecurableKind.MODEL, threeParts(json), json, new Definition.Unsupported(), UnsupportedKinds.MODELS);
    }

    private static Securable read(
            SecurableKind kind, ObjectName name, ObjectNode json, Definition definition, @Nullable String unsupported) {
        Map<String, String> properties = properties(json);
        return new Securable(
                new SecurableKey(kind, name),
                id(json, name),
                json.hasNonNull("created_at")
                        ? Instant.ofEpochMilli(json.get("created_at").asLong())
                        : null,
                text(json, "owner"),
                blankToNull(text(json, "comment")),
                kind == SecurableKind.FUNCTION ? new TreeMap<>() : DerivedProperties.without(properties),
                new TreeMap<>(),
                definition,
                Marker.among(properties).orElse(null),
                unsupported);
    }

    private static Definition container(ObjectNode json) {
        return new Definition.Container(text(json, "storage_root"));
    }

    /** The platform's id of an object; a kind that has none is named by its metastore and name. */
    private static String id(ObjectNode json, ObjectName name) {
        for (String field : new String[] {"table_id", "function_id", "schema_id", "volume_id", "id"}) {
            String value = text(json, field);
            if (value != null) {
                return value;
            }
        }
        return text(json, "metastore_id") + ":" + name.fullName().replace(' ', '_');
    }

    private static Map<String, String> properties(ObjectNode json) {
        Map<String, String> properties = new TreeMap<>();
        json.path("properties")
                .properties()
                .forEach(
                        entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        return properties;
    }

    private static ObjectName threeParts(ObjectNode json) {
        return ObjectName.of(required(json, "catalog_name"), required(json, "schema_name"), required(json, "name"));
    }

    private static String required(ObjectNode json, String field) {
        String value = text(json, field);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the platform named an object without its " + field);
        }
        return value;
    }

    /** A field's text; null where it is absent or null. */
    static @Nullable String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
