package io.twinlake.sandbox.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Turns a statement's rows, whose values all come as text, into objects whose values have their columns' types. */
final class RowReader {

    private static final JsonMapper JSON = new JsonMapper();

    private record Column(String name, String type) {}

    private final List<Column> columns = new ArrayList<>();

    RowReader(JsonNode columns) {
        columns.forEach(column -> this.columns.add(new Column(
                column.path("name").asText(), column.path("type_name").asText())));
    }

    ObjectNode read(JsonNode row) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            object.set(columns.get(i).name(), value(row.path(i), columns.get(i).type()));
        }
        return object;
    }

    private static JsonNode value(JsonNode text, String type) {
        if (text.isNull()) {
            return text;
        }
        return switch (type) {
            case "BYTE", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE", "DECIMAL", "BOOLEAN", "ARRAY", "MAP", "STRUCT" ->
                json(text);
            default -> text;
        };
    }

    /** The value as JSON; text that is none, such as NaN, stays text. */
    private static JsonNode json(JsonNode text) {
        try {
            return JSON.readTree(text.asText());
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
