package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Delta table; a managed table's location is the platform's own choice.
 *
 * @param layout how its files are laid out, in SQL's words, by what it is called: {@code partitioned by}, {@code clustered by}
 * @param keys told only of a table that was read by itself
 */
public record Table(
        boolean external,
        String format,
        @Nullable String location,
        List<ColumnDefinition> columns,
        SortedMap<String, String> layout,
        List<KeyConstraint> keys)
        implements Definition {
    private static final String CLUSTERING = "clusteringColumns";
    private static final String CHOSEN_BY_PLATFORM = "clusterByAuto";
    private static final Set<String> TYPES = Set.of("MANAGED", "EXTERNAL");

    public Table {
        columns = List.copyOf(columns);
        layout = new TreeMap<>(layout);
        keys = List.copyOf(keys);
    }

    static Securable read(ObjectNode json) {
        @Nullable String unsupported = unsupported(json);
        return SecurableJson.read(
                SecurableKind.TABLE,
                SecurableJson.nameInSchema(json),
                json,
                unsupported == null
                        ? definition(json)
                        : GuardedTable.isMeant(json) ? GuardedTable.read(json) : Opaque.UNSUPPORTED,
                unsupported);
    }

    private static Table definition(ObjectNode json) {
        return new Table(
                DefinitionJson.word(json, "table_type").equals("EXTERNAL"),
                DefinitionJson.textOrEmpty(json, "data_source_format"),
                SecurableJson.text(json, "storage_location"),
                DefinitionJson.columns(json.path("columns")),
                layout(json),
                KeyConstraint.among(json.path("table_constraints")));
    }

    /** Where the platform chooses by what a table is clustered, each region has its own choice. */
    private static SortedMap<String, String> layout(ObjectNode json) {
        SortedMap<String, String> layout = new TreeMap<>();
        SortedMap<Integer, String> partitions = new TreeMap<>();
        for (JsonNode column : json.path("columns")) {
            if (column.hasNonNull("partition_index")) {
                partitions.put(column.get("partition_index").asInt(), DefinitionJson.textOrEmpty(column, "name"));
            }
        }
        if (!partitions.isEmpty()) {
            layout.put("partitioned by", String.join(", ", partitions.values()));
        }
        JsonNode properties = json.path("properties");
        String clustering = properties.path(CLUSTERING).asText("[]");
        if (!clustering.equals("[]") && !properties.path(CHOSEN_BY_PLATFORM).asBoolean(false)) {
            layout.put("clustered by", clustering);
        }
        return layout;
    }

    private static @Nullable String unsupported(ObjectNode json) {
        String type = DefinitionJson.word(json, "table_type");
        if (!TYPES.contains(type)) {
            return "a table of type " + type + " is not replicated";
        }
        String format = DefinitionJson.word(json, "data_source_format");
        if (!format.equals("DELTA")) {
            return "a table of format " + format + " cannot be cloned: only DELTA can";
        }
        if (GuardedTable.isMeant(json)) {
            return "not protected: a table with a row filter or a column mask cannot be cloned";
        }
        return null;
    }

    @Override
    public void putFields(Map<String, String> fields) {
        fields.put("type", external ? "EXTERNAL" : "MANAGED");
        fields.put("format", format);
        if (external && location != null) {
            fields.put("location", location);
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            fields.put("column." + column.name(), (i + 1) + " " + column.described());
            column.schema().rules().forEach((rule, value) -> fields.put("column." + column.name() + " " + rule, value));
        }
        fields.putAll(layout);
        keys.forEach(key -> fields.put("key " + key.name(), key.described()));
    }

    @Override
    public Definition at(ReplicaTerms replica) throws Unmappable {
        Table here = withKeys(
                keys.stream().filter(key -> !refersBeyond(replica, key)).toList());
        if (!external || location == null) {
            return here;
        }
        String there = replica.location(location)
                .orElseThrow(() -> new Unmappable(
                        "is at " + location + ", which no location mapping covers",
                        "Add a location mapping for it to the group, or exclude it."));
        return new Table(true, format, there, columns, layout, here.keys);
    }

    /** Whether a key refers to a table that is not replicated. */
    public static boolean refersBeyond(ReplicaTerms replica, KeyConstraint key) {
        return key.parent() != null && !replica.holds(key.parent());
    }

    public Table withKeys(List<KeyConstraint> others) {
        return new Table(external, format, location, columns, layout, others);
    }

    /** An object with the keys of another, where both are tables: all else of them is compared. */
    public static Securable keyedAs(Securable wanted, Securable there) {
        return wanted.definition() instanceof Table table && there.definition() instanceof Table other
                ? wanted.withDefinition(table.withKeys(other.keys))
                : wanted;
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        return new Creation.ByClone();
    }
}
