package io.twinlake.catalogsync.securable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an object is from the platform's JSON. */
final class DefinitionJson {
    private DefinitionJson() {}

    static Definition.Table table(ObjectNode json) {
        return new Definition.Table(
                "EXTERNAL".equals(text(json, "table_type")),
                orEmpty(text(json, "data_source_format")),
                text(json, "storage_location"),
                columns(json.path("columns")));
    }

    static Definition.View view(ObjectNode json, ObjectName name) {
        return new Definition.View(
                body(text(json, "view_definition")),
                columns(json.path("columns")),
                dependencies(json.path("view_dependencies")),
                schemaOfShortNames(json, name));
    }

    static Definition.Function function(ObjectNode json) {
        JsonNode returned = json.path("return_params").path("parameters");
        boolean table = "TABLE_TYPE".equals(text(json, "data_type"));
        return new Definition.Function(
                parameters(json.path("input_params").path("parameters")),
                table ? null : orEmpty(text(json, "full_data_type")),
                table ? columns(returned) : List.of(),
                UnsupportedKinds.language(json),
                json.path("is_deterministic").asBoolean(false),
                body(text(json, "routine_definition")),
                dependencies(json.path("routine_dependencies")));
    }

    private static List<ColumnDefinition> columns(JsonNode columns) {
        List<ColumnDefinition> read = new ArrayList<>();
        for (JsonNode column : inOrder(columns)) {
            read.add(new ColumnDefinition(
                    orEmpty(text(column, "name")),
                    orEmpty(text(column, "type_text")),
                    column.path("nullable").asBoolean(true),
                    text(column, "comment")));
        }
        return read;
    }

    private static List<Definition.Function.Parameter> parameters(JsonNode parameters) {
        List<Definition.Function.Parameter> read = new ArrayList<>();
        for (JsonNode parameter : inOrder(parameters)) {
            read.add(new Definition.Function.Parameter(
                    orEmpty(text(parameter, "name")),
                    orEmpty(text(parameter, "type_text")),
                    text(parameter, "parameter_default"),
                    text(parameter, "comment")));
        }
        return read;
    }

    private static List<JsonNode> inOrder(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        nodes.sort(Comparator.comparingInt(node -> node.path("position").asInt()));
        return nodes;
    }

    private static List<SecurableKey> dependencies(JsonNode list) {
        List<SecurableKey> read = new ArrayList<>();
        for (JsonNode dependency : list.path("dependencies")) {
            add(read, SecurableKind.TABLE, text(dependency.path("table"), "table_full_name"));
            add(read, SecurableKind.FUNCTION, text(dependency.path("function"), "function_full_name"));
        }
        return read.stream().sorted().distinct().toList();
    }

    private static void add(List<SecurableKey> read, SecurableKind kind, @Nullable String fullName) {
        if (fullName != null) {
            read.add(new SecurableKey(kind, ObjectName.parse(fullName)));
        }
    }

    /** Names in a view's text mean what they meant in the catalog and schema where it was created; its own if that is not said. */
    private static ObjectName schemaOfShortNames(ObjectNode json, ObjectName view) {
        JsonNode properties = json.path("properties");
        String catalog = text(properties, "view.catalogAndNamespace.part.0");
        String schema = text(properties, "view.catalogAndNamespace.part.1");
        return catalog == null || schema == null ? view.parent() : ObjectName.of(catalog, schema);
    }

    /** A body as it is compared: the platform may or may not keep white space and a semicolon at its end. */
    private static String body(@Nullable String text) {
        String body = orEmpty(text).strip();
        return body.endsWith(";") ? body.substring(0, body.length() - 1).strip() : body;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String text(JsonNode json, String field) {
        return SecurableJson.text(json, field);
    }
}
