package io.twinlake.catalogsync.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.ObjectName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One share: what is in it, what is about to be, and whether there is room for more. */
final class Share {
    /** What the platform takes where nobody had it raised. */
    private static final int MOST_TABLES = 1_000;

    private static final int MOST_SCHEMAS = 500;

    private final String name;
    private final boolean exists;
    private final Map<String, JsonNode> objects = new HashMap<>();
    private final Map<ObjectName, String> added = new HashMap<>();
    private final Set<String> heldSchemas = new HashSet<>();
    private final Set<String> aliases = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();
    private boolean takesNoTable;
    private boolean takesNoSchema;

    private Share(String name, boolean exists) {
        this.name = name;
        this.exists = exists;
    }

    /** One that is there. */
    static Share of(ObjectNode share) {
        Share there = new Share(share.path("name").asText(), true);
        for (JsonNode object : share.path("objects")) {
            there.objects.put(key(object.path("name").asText()), object);
            there.reserve(alias(object));
            there.heldSchemas.add(schema(alias(object)));
        }
        return there;
    }

    /** One that is to be made. */
    static Share absent(String name) {
        return new Share(name, false);
    }

    String name() {
        return name;
    }

    boolean exists() {
        return exists;
    }

    /** The table as the share holds it, whether it is still that table or not. */
    @Nullable
    JsonNode find(ObjectName table) {
        return objects.get(key(table.fullName()));
    }

    /** Whether something of a catalog is in it; empty where nothing is. */
    Optional<Boolean> holdsOf(String catalog) {
        String prefix = key(catalog) + ".";
        return objects.isEmpty()
                ? Optional.empty()
                : Optional.of(objects.keySet().stream().anyMatch(object -> object.startsWith(prefix)));
    }

    /** The table as the recipient sees it in the catalog of the share's name; empty where it is not shared. */
    Optional<ObjectName> mounted(ObjectName table) {
        JsonNode there = find(table);
        String alias = added.getOrDefault(table, there == null ? null : alias(there));
        return Optional.ofNullable(alias).map(this::mounted);
    }

    /** The first by its name of the tables that it showed when it was read, as the recipient sees it. */
    Optional<ObjectName> one() {
        return objects.values().stream()
                .filter(Share::isShownTable)
                .map(Share::alias)
                .filter(alias -> alias.indexOf('.') > 0)
                .sorted()
                .findFirst()
                .map(this::mounted);
    }

    private static boolean isShownTable(JsonNode object) {
        return object.path("data_object_type").asText("TABLE").equals("TABLE")
                && object.path("status").asText("ACTIVE").equals("ACTIVE");
    }

    private ObjectName mounted(String alias) {
        int dot = alias.indexOf('.');
        return ObjectName.of(name, alias.substring(0, dot), alias.substring(dot + 1));
    }

    /** Whether it was added after a moment, or by us just now. */
    boolean isAddedSince(ObjectName table, Instant moment) {
        JsonNode there = find(table);
        return added.containsKey(table)
                || (there != null
                        && there.hasNonNull("added_at")
                        && Instant.ofEpochMilli(there.get("added_at").asLong()).isAfter(moment));
    }

    /** Whether one more table may come to have that alias in it. */
    boolean hasRoomFor(String alias) {
        return takes(alias)
                && !aliases.contains(alias)
                && aliases.size() < MOST_TABLES
                && (schemas.contains(schema(alias)) || schemas.size() < MOST_SCHEMAS);
    }

    /** Whether the platform has not said so far that it takes no more of what the alias adds. */
    boolean takes(String alias) {
        return !takesNoTable && (!takesNoSchema || heldSchemas.contains(schema(alias)));
    }

    /** Keeps a place for what is to be added. */
    void reserve(String alias) {
        aliases.add(alias);
        schemas.add(schema(alias));
    }

    void added(ObjectName table, String alias) {
        added.put(table, alias);
        heldSchemas.add(schema(alias));
    }

    /** The platform takes no more: where the schema is in the share already, it is the tables that it counts. */
    void isFullFor(String alias) {
        if (heldSchemas.contains(schema(alias))) {
            takesNoTable = true;
        } else {
            takesNoSchema = true;
        }
    }

    boolean isEmpty() {
        return heldSchemas.isEmpty();
    }

    /** The name under which an object of a share is given: {@code schema.table}. */
    static String alias(JsonNode object) {
        String name = object.path("name").asText();
        return key(object.path("shared_as").asText(name.substring(name.indexOf('.') + 1)));
    }

    private static String schema(String alias) {
        int dot = alias.indexOf('.');
        return dot < 0 ? alias : alias.substring(0, dot);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
