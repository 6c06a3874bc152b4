package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Description;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what objects of all kinds have in common from the platform's JSON; grants are read elsewhere. */
final class SecurableJson {
    private SecurableJson() {}

    /** @param unsupported why this version does not replicate it, null if it does */
    static Securable read(
            SecurableKind kind, ObjectName name, ObjectNode json, Definition definition, @Nullable String unsupported) {
        Map<String, String> properties = properties(json);
        return new Securable(
                new SecurableKey(kind, name),
                id(kind, json, name),
                json.hasNonNull("created_at")
                        ? Instant.ofEpochMilli(json.get("created_at").asLong())
                        : null,
                Access.unread(text(json, "owner")),
                new Description(
                        blankToNull(text(json, "comment")),
                        kind.bearsMarker() ? DerivedProperties.without(properties) : new TreeMap<>()),
                definition,
                Marker.among(properties).orElse(null),
                unsupported);
    }

    /** The name of an object that stands in a schema. */
    static ObjectName nameInSchema(ObjectNode json) {
        return ObjectName.of(required(json, "catalog_name"), required(json, "schema_name"), required(json, "name"));
    }

    /** @throws IllegalArgumentException where it is absent or empty: an object without a name cannot be told apart */
    static String required(ObjectNode json, String field) {
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

    /** The platform's id of an object, views have tables' ids; a kind that has none is named by its metastore and name. */
    private static String id(SecurableKind kind, ObjectNode json, ObjectName name) {
        for (String field : new String[] {kind.word() + "_id", "table_id", "id"}) {
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

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
