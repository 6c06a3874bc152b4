package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.catalogsync.column.ColumnSchema;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parts that definitions of several kinds have. */
final class DefinitionJson {
    private DefinitionJson() {}

    static List<ColumnDefinition> columns(JsonNode columns) {
        return inOrder(columns).stream()
                .map(column -> new ColumnDefinition(
                        textOrEmpty(column, "name"),
                        textOrEmpty(column, "type_text"),
                        column.path("nullable").asBoolean(true),
                        SecurableJson.blankToNull(SecurableJson.text(column, "comment")),
                        ColumnSchema.read(SecurableJson.text(column, "type_json"), textOrEmpty(column, "type_text"))))
                .toList();
    }

    /** The elements of an array by their positions. */
    static List<JsonNode> inOrder(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        nodes.sort(Comparator.comparingInt(node -> node.path("position").asInt()));
        return nodes;
    }

    /** What the platform says that a view or a function reads; it names views as tables. */
    static List<SecurableKey> dependencies(JsonNode list) {
        List<SecurableKey> read = new ArrayList<>();
        for (JsonNode dependency : list.path("dependencies")) {
            add(read, SecurableKind.TABLE, SecurableJson.text(dependency.path("table"), "table_full_name"));
            add(read, SecurableKind.FUNCTION, SecurableJson.text(dependency.path("function"), "function_full_name"));
        }
        return read.stream().sorted().distinct().toList();
    }

    private static void add(List<SecurableKey> read, SecurableKind kind, @Nullable String fullName) {
        if (fullName != null) {
            read.add(new SecurableKey(kind, ObjectName.parse(fullName)));
        }
    }

    /** Whether a body is not told to whoever asks: there is none without a text. */
    static boolean isHidden(JsonNode json, String field) {
        return body(json, field).isEmpty();
    }

    /** A body as it is compared: the platform may or may not keep white space and a semicolon at its end. */
    static String body(JsonNode json, String field) {
        String body = textOrEmpty(json, field).strip();
        return body.endsWith(";") ? body.substring(0, body.length() - 1).strip() : body;
    }

    /** A word of the platform's in upper case; one that is missing is unknown, and so not among those that are allowed. */
    static String word(JsonNode json, String field) {
        String value = SecurableJson.text(json, field);
        return value == null ? "UNKNOWN" : value.toUpperCase(Locale.ROOT);
    }

    static String textOrEmpty(JsonNode json, String field) {
        String value = SecurableJson.text(json, field);
        return value == null ? "" : value;
    }
}
