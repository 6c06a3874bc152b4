package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/** A Delta table; a managed table's location is the platform's own choice. */
public record Table(
        boolean external, String format, @Nullable String location, List<ColumnDefinition> columns)
        implements Definition {
    private static final Set<String> TYPES = Set.of("MANAGED", "EXTERNAL");

    public Table {
        columns = List.copyOf(columns);
    }

    static Securable read(ObjectNode json) {
        @Nullable String unsupported = unsupported(json);
        return SecurableJson.read(
                SecurableKind.TABLE,
                SecurableJson.nameInSchema(json),
                json,
                unsupported == null ? definition(json) : Opaque.UNSUPPORTED,
                unsupported);
    }

    private static Table definition(ObjectNode json) {
        return new Table(
                DefinitionJson.word(json, "table_type").equals("EXTERNAL"),
                DefinitionJson.textOrEmpty(json, "data_source_format"),
                SecurableJson.text(json, "storage_location"),
                DefinitionJson.columns(json.path("columns")));
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
        if (json.hasNonNull("row_filter") || masked(json)) {
            return "not protected: a table with a row filter or a column mask cannot be cloned";
        }
        return null;
    }

    private static boolean masked(ObjectNode json) {
        for (JsonNode column : json.path("columns")) {
            if (column.hasNonNull("mask")) {
                return true;
            }
        }
        return false;
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
    }

    @Override
    public Definition at(ReplicaTerms replica) throws Unmappable {
        if (!external || location == null) {
            return this;
        }
        String there = replica.location(location)
                .orElseThrow(() -> new Unmappable(
                        "is at " + location + ", which no location mapping covers",
                        "Add a location mapping for it to the group, or exclude it."));
        return new Table(true, format, there, columns);
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        return new Creation.ByClone();
    }
}
