package io.twinlake.sandbox.region.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Ids and physical names of columns: what lets a column be renamed without touching its data. */
public final class ColumnMapping {

    private static final String ID = "delta.columnMapping.id";
    private static final String PHYSICAL_NAME = "delta.columnMapping.physicalName";

    private int maxId;

    /** The largest id given so far. */
    public int maxId() {
        return maxId;
    }

    /** The schema with an id and a physical name for every field, nested ones included. */
    public JsonNode assign(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        assignWithin(copy);
        return copy;
    }

    private void assignWithin(JsonNode type) {
        for (JsonNode field : type.path("fields")) {
            ObjectNode metadata = ((ObjectNode) field).withObject("/metadata");
            metadata.put(ID, ++maxId);
            metadata.put(PHYSICAL_NAME, "col-" + UUID.randomUUID());
            assignWithin(field.path("type"));
        }
        for (String part : new String[] {"elementType", "keyType", "valueType"}) {
            if (type.has(part)) {
                assignWithin(type.get(part));
            }
        }
    }

    /** The name that a top-level column has in the data files. */
    public static String physicalName(JsonNode schema, String column) {
        for (JsonNode field : schema.path("fields")) {
            if (field.path("name").asText().equalsIgnoreCase(column)) {
                return field.path("metadata")
                        .path(PHYSICAL_NAME)
                        .asText(field.path("name").asText());
            }
        }
        throw new DeltaFailure(
                "DELTA_COLUMN_NOT_FOUND_IN_SCHEMA",
                "42703",
                "Unable to find the column `" + column + "` in the schema.");
    }

    /** Names of the top-level columns by their ids; empty where columns have none. */
    public static Map<Integer, String> names(JsonNode schema) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (JsonNode field : schema.path("fields")) {
            JsonNode id = field.path("metadata").path(ID);
            if (id.isInt()) {
                names.put(id.asInt(), field.path("name").asText());
            }
        }
        return names;
    }
}
