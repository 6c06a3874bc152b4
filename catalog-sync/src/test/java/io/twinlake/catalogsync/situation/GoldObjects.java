package io.twinlake.catalogsync.situation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.kind.text.CapturedSettings;
import io.twinlake.catalogsync.kind.text.ViewOutput;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Description;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Objects of the catalog {@code gold} as the platform describes them, and what may be changed about one. */
public final class GoldObjects {
    private GoldObjects() {}

    public static SecurableKey key(SecurableKind kind) {
        return switch (kind) {
            case CATALOG -> key(kind, "gold");
            case SCHEMA -> key(kind, "gold.s");
            case TABLE -> key(kind, "gold.s.t");
            case VIEW -> key(kind, "gold.s.v");
            case FUNCTION -> key(kind, "gold.s.f");
            default -> key(kind, "gold.s.some_" + kind.word());
        };
    }

    public static SecurableKey key(SecurableKind kind, String name) {
        return new SecurableKey(kind, ObjectName.parse(name));
    }

    /** One of the kind as its source has it. */
    public static Securable of(SecurableKind kind) {
        return of(key(kind));
    }

    public static Securable of(SecurableKey key) {
        return ungranted(Listing.of(key.kind()).read(json(key)));
    }

    private static Securable ungranted(Securable object) {
        return object.withAccess(new Access(object.access().owner(), new TreeMap<>()))
                .withTags(object.kind().bearsTags() ? Tags.NONE : null);
    }

    /** A view that reads these tables and views. */
    /** A view's definition, of which no columns are told. */
    public static View text(String sql, SecurableKey... read) {
        return new View(
                sql,
                new ViewOutput(List.of(), List.of(), false, null),
                List.of(read),
                ObjectName.of("gold", "s"),
                false,
                CapturedSettings.NONE);
    }

    public static Securable view(String name, String... read) {
        ObjectNode json = json(key(SecurableKind.VIEW, name));
        json.put("view_definition", read.length == 0 ? "SELECT 1 AS n" : "SELECT * FROM " + String.join(", ", read));
        for (String table : read) {
            json.withObjectProperty("view_dependencies")
                    .withArrayProperty("dependencies")
                    .addObject()
                    .putObject("table")
                    .put("table_full_name", table);
        }
        return ungranted(Listing.TABLES.read(json));
    }

    /** What the platform says of it. */
    public static ObjectNode json(SecurableKey key) {
        ObjectName name = key.name();
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("name", name.name()).put("owner", "alice");
        json.put("comment", "As it was").put("id", "source of " + name);
        if (name.parts().size() > 1) {
            json.put("catalog_name", name.catalog());
        }
        if (name.parts().size() > 2) {
            json.put("schema_name", name.parent().name());
        }
        switch (key.kind()) {
            case CATALOG -> json.put("catalog_type", "MANAGED_CATALOG");
            case TABLE -> {
                json.put("table_type", "MANAGED").put("data_source_format", "DELTA");
                json.putArray("columns").addObject().put("name", "n").put("type_text", "int");
            }
            case VIEW -> json.put("table_type", "VIEW").put("view_definition", "SELECT 1 AS n");
            case FUNCTION ->
                json.put("routine_body", "SQL").put("routine_definition", "1").put("full_data_type", "int");
            default -> json.putObject("properties");
        }
        return json;
    }

    public static UnaryOperator<Securable> commented(String comment) {
        return object ->
                with(object, new Description(comment, object.description().properties(), object.tags()));
    }

    public static UnaryOperator<Securable> property(String name, String value) {
        return object -> {
            SortedMap<String, String> properties =
                    new TreeMap<>(object.description().properties());
            properties.put(name, value);
            return with(object, new Description(object.description().comment(), properties, object.tags()));
        };
    }

    public static UnaryOperator<Securable> owned(String owner) {
        return object -> object.withAccess(object.access().withOwner(owner));
    }

    public static UnaryOperator<Securable> granted(String principal, String... privileges) {
        return object -> {
            SortedMap<String, SortedSet<String>> grants =
                    new TreeMap<>(Objects.requireNonNull(object.access().grants()));
            grants.put(principal, new TreeSet<>(List.of(privileges)));
            return object.withAccess(new Access(object.access().owner(), grants));
        };
    }

    public static UnaryOperator<Securable> tagged(String key, String value) {
        return object -> object.withTags(Tags.NONE.with(Tags.ITSELF, key, value));
    }

    public static UnaryOperator<Securable> defined(Definition definition) {
        return object -> object.withDefinition(definition);
    }

    public static UnaryOperator<Securable> identified(String id) {
        return object -> copy(object, id, object.marker(), object.unsupported());
    }

    public static UnaryOperator<Securable> marked(@Nullable Marker marker) {
        return object -> copy(object, object.id(), marker, object.unsupported());
    }

    public static UnaryOperator<Securable> unsupported(String reason) {
        return object -> copy(object, object.id(), object.marker(), reason);
    }

    private static Securable with(Securable object, Description description) {
        return new Securable(
                object.key(),
                object.id(),
                object.createdAt(),
                object.access(),
                description,
                object.definition(),
                object.marker(),
                object.unsupported());
    }

    private static Securable copy(Securable object, String id, @Nullable Marker marker, @Nullable String unsupported) {
        return new Securable(
                object.key(),
                id,
                object.createdAt(),
                object.access(),
                object.description(),
                object.definition(),
                marker,
                unsupported);
    }
}
