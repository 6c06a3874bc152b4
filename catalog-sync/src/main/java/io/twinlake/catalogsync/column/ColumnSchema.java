package io.twinlake.catalogsync.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Delta schema says of one column: its type by its parts, and its rules by their names: default, generation, identity, and of the
 * fields within it whether they may be null, and their comments.
 *
 * @param rules what a writer goes by; what each table has of its own (ids and physical names of columns, high-water marks) is none
 */
public record ColumnSchema(ColumnType type, SortedMap<String, String> rules) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NESTED = List.of("array", "map", "struct");

    /** Keys of a field's metadata by which writers go. */
    private static final Map<String, String> RULES = Map.of(
            "CURRENT_DEFAULT", "default",
            "delta.generationExpression", "generated as",
            "delta.identity.start", "identity start",
            "delta.identity.step", "identity step",
            "delta.identity.allowExplicitInsert", "identity takes values");

    public ColumnSchema {
        rules = new TreeMap<>(rules);
    }

    /**
     * Reads it.
     *
     * @param json the platform's JSON of the field, or of its type alone; null where it tells none
     * @param text the type's text, by which it goes then
     */
    public static ColumnSchema read(@Nullable String json, String text) {
        if (json == null || json.isBlank()) {
            return new ColumnSchema(ofText(text), new TreeMap<>());
        }
        try {
            JsonNode node = JSON.readTree(json);
            SortedMap<String, String> rules = new TreeMap<>();
            if (!node.has("name")) {
                putWithin(node, "", rules);
                return new ColumnSchema(type(node), rules);
            }
            putMetadata(node, "", rules);
            putWithin(node.path("type"), "", rules);
            return new ColumnSchema(type(node.path("type")), rules);
        } catch (JsonProcessingException notJson) {
            return new ColumnSchema(ofText(text), new TreeMap<>());
        }
    }

    private static ColumnType ofText(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return NESTED.stream().anyMatch(lower::startsWith) ? new ColumnType.Untold(text) : new ColumnType.Simple(text);
    }

    private static ColumnType type(JsonNode type) {
        return switch (type.path("type").asText()) {
            case "array" -> new ColumnType.Array(type(type.path("elementType")));
            case "map" -> new ColumnType.Map(type(type.path("keyType")), type(type.path("valueType")));
            case "struct" ->
                new ColumnType.Struct(fields(type)
                        .map(field -> new ColumnType.Field(field.path("name").asText(), type(field.path("type"))))
                        .toList());
            default -> type.isTextual() ? ofText(type.asText()) : new ColumnType.Untold(type.toString());
        };
    }

    private static Stream<JsonNode> fields(JsonNode struct) {
        List<JsonNode> fields = new ArrayList<>();
        struct.path("fields").forEach(fields::add);
        return fields.stream();
    }

    private static void putMetadata(JsonNode field, String path, Map<String, String> rules) {
        RULES.forEach((key, rule) -> {
            JsonNode value = field.path("metadata").path(key);
            if (!value.isMissingNode() && !value.isNull()) {
                rules.put(path + rule, value.asText());
            }
        });
    }

    /** The names of fields are quoted, for they may have dots. */
    private static void putWithin(JsonNode type, String path, Map<String, String> rules) {
        putElement(type, "element", path, rules);
        putElement(type, "key", path, rules);
        putElement(type, "value", path, rules);
        fields(type).forEach(field -> {
            String within = path + "`" + field.path("name").asText().replace("`", "``") + "` ";
            putMetadata(field, within, rules);
            JsonNode comment = field.path("metadata").path("comment");
            if (comment.isTextual() && !comment.asText().isEmpty()) {
                rules.put(within + "comment", comment.asText());
            }
            if (!field.path("nullable").asBoolean(true)) {
                rules.put(within + "is", "not null");
            }
            putWithin(field.path("type"), within, rules);
        });
    }

    private static void putElement(JsonNode type, String part, String path, Map<String, String> rules) {
        if (type.has(part + "Type")) {
            boolean nullable = type.path(part.equals("element") ? "containsNull" : "valueContainsNull")
                    .asBoolean(true);
            if (!nullable && !part.equals("key")) {
                rules.put(path + part + " is", "not null");
            }
            putWithin(type.path(part + "Type"), path + part + " ", rules);
        }
    }
}
