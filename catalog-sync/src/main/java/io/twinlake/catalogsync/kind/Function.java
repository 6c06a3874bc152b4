package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.text.CapturedSettings;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.catalogsync.sql.token.StorageAddress;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function in SQL or Python.
 *
 * @param returns the type that it returns, null for a function that returns a table
 * @param columns the columns of the table that it returns, empty for others
 */
public record Function(
        List<Parameter> parameters,
        @Nullable String returns,
        List<ColumnDefinition> columns,
        String language,
        boolean deterministic,
        String text,
        List<SecurableKey> dependencies,
        CapturedSettings settings)
        implements Definition {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SQL = "SQL";
    private static final String EXTERNAL = "EXTERNAL";
    private static final String LANGUAGE = "external_language";
    private static final Set<String> LANGUAGES = Set.of("PYTHON");

    /** What the platform says of every function today, by field: one of which it says something else is none that we understand. */
    private static final Map<String, Set<String>> USUAL = new TreeMap<>(Map.of(
            "security_type", Set.of("DEFINER"),
            "parameter_style", Set.of("S"),
            "sql_data_access", Set.of("CONTAINS_SQL", "READS_SQL_DATA", "NO_SQL")));

    public Function {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
        dependencies = List.copyOf(dependencies);
    }

    /** One parameter; {@code fallback} is the SQL text of its default value. */
    public record Parameter(
            String name,
            String type,
            @Nullable String fallback,
            @Nullable String comment) {
        private Parameter at(ReplicaTerms replica) throws Unmappable {
            return new Parameter(name, type, fallback == null ? null : replica.text(fallback), comment);
        }

        String described() {
            return type
                    + (fallback == null ? "" : " default " + fallback)
                    + (comment == null ? "" : " comment " + comment);
        }
    }

    static Securable read(ObjectNode json) {
        Optional<String> language = language(json);
        @Nullable
        String unsupported =
                language.isPresent() ? unusual(json) : "a function in " + told(json) + " is not replicated";
        return SecurableJson.read(
                SecurableKind.FUNCTION,
                SecurableJson.nameInSchema(json),
                json,
                unsupported == null ? definition(json, language.orElseThrow()) : Opaque.UNSUPPORTED,
                unsupported);
    }

    /** SQL, or the external language's name; empty for one that is not replicated. */
    private static Optional<String> language(ObjectNode json) {
        return switch (DefinitionJson.word(json, "routine_body")) {
            case SQL -> Optional.of(SQL);
            case EXTERNAL -> Optional.of(DefinitionJson.word(json, LANGUAGE)).filter(LANGUAGES::contains);
            default -> Optional.empty();
        };
    }

    /** What it is written in, in the platform's words. */
    private static String told(ObjectNode json) {
        String body = DefinitionJson.word(json, "routine_body");
        String language = DefinitionJson.word(json, LANGUAGE);
        return !json.hasNonNull(LANGUAGE) ? body : body.equals(EXTERNAL) ? language : body + " " + language;
    }

    private static @Nullable String unusual(ObjectNode json) {
        for (Map.Entry<String, Set<String>> usual : USUAL.entrySet()) {
            String field = usual.getKey();
            String value = DefinitionJson.word(json, field);
            if (json.hasNonNull(field) && !usual.getValue().contains(value)) {
                return "a function of " + field.replace('_', ' ') + " " + value + " is not replicated";
            }
        }
        return null;
    }

    private static Definition definition(ObjectNode json, String language) {
        if (DefinitionJson.isHidden(json, "routine_definition")) {
            return Opaque.HIDDEN;
        }
        JsonNode returned = json.path("return_params").path("parameters");
        boolean table = "TABLE_TYPE".equals(SecurableJson.text(json, "data_type"));
        return new Function(
                parameters(json.path("input_params").path("parameters")),
                table ? null : DefinitionJson.textOrEmpty(json, "full_data_type"),
                table ? DefinitionJson.columns(returned) : List.of(),
                language,
                json.path("is_deterministic").asBoolean(false),
                language.equals(SQL)
                        ? DefinitionJson.body(json, "routine_definition")
                        : DefinitionJson.textOrEmpty(json, "routine_definition"),
                DefinitionJson.dependencies(json.path("routine_dependencies")),
                language.equals(SQL) ? settings(json) : CapturedSettings.NONE);
    }

    /** A function's properties are told as a text of JSON. */
    private static CapturedSettings settings(ObjectNode json) {
        String properties = DefinitionJson.textOrEmpty(json, "properties");
        try {
            return properties.isEmpty()
                    ? CapturedSettings.NONE
                    : CapturedSettings.read(JSON.readTree(properties), "sqlConfig.");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the platform told a function's properties in no JSON", e);
        }
    }

    private static List<Parameter> parameters(JsonNode parameters) {
        return DefinitionJson.inOrder(parameters).stream()
                .map(parameter -> new Parameter(
                        DefinitionJson.textOrEmpty(parameter, "name"),
                        DefinitionJson.textOrEmpty(parameter, "type_text"),
                        SecurableJson.text(parameter, "parameter_default"),
                        SecurableJson.text(parameter, "comment")))
                .toList();
    }

    @Override
    public void putFields(Map<String, String> fields) {
        fields.put("language", language);
        fields.put("text", text);
        fields.put("deterministic", Boolean.toString(deterministic));
        if (returns != null) {
            fields.put("returns", returns);
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            fields.put("parameter." + parameter.name(), (i + 1) + " " + parameter.described());
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            fields.put("column." + column.name(), (i + 1) + " " + column.described());
        }
        settings.putFields(fields);
    }

    @Override
    public boolean isReplacedWhole() {
        return true;
    }

    /** A function of another signature is not replaced by the platform. */
    @Override
    public boolean replaces(Definition there) {
        return there instanceof Function other && signature().equals(other.signature());
    }

    public boolean isInSql() {
        return language.equals(SQL);
    }

    private List<String> signature() {
        return parameters.stream()
                .map(parameter -> parameter.type().toLowerCase(Locale.ROOT).replace(" ", ""))
                .toList();
    }

    @Override
    public Definition at(ReplicaTerms replica) throws Unmappable {
        settings.requireAsInAWarehouse();
        if (!isInSql() && StorageAddress.isIn(text)) {
            throw new Unmappable(
                    "names a storage address in its " + language + " text, which cannot be rewritten safely",
                    "Give the address as a parameter, or exclude the function.");
        }
        List<Parameter> there = new ArrayList<>();
        for (Parameter parameter : parameters) {
            there.add(parameter.at(replica));
        }
        String other = isInSql() ? replica.text(text) : text;
        return new Function(there, returns, columns, language, deterministic, other, dependencies, settings);
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        StringBuilder sql = new StringBuilder(exists ? "CREATE OR REPLACE FUNCTION " : "CREATE FUNCTION ")
                .append(Identifiers.quote(wanted.name()))
                .append(parameters.stream().map(Function::declared).collect(Collectors.joining(", ", "(", ")")))
                .append(" RETURNS ")
                .append(returns != null ? returns : returnedTable());
        boolean inSql = isInSql();
        if (!inSql) {
            sql.append(" LANGUAGE ").append(language);
        }
        // Left out, the platform derives it from the body.
        sql.append(deterministic ? " DETERMINISTIC" : " NOT DETERMINISTIC")
                .append(commented(wanted.description().comment()))
                .append(inSql ? " RETURN " + text : " AS " + dollarQuoted(text));
        return new Creation.ByStatement(sql.toString(), wanted.name().parent(), Optional.empty());
    }

    /** As it is, indentation included: between dollar signs nothing is escaped, and a tag that the body does not have ends it. */
    private static String dollarQuoted(String body) {
        String quote = "$$";
        for (int i = 1; (body + quote).indexOf(quote) < body.length(); i++) {
            quote = "$body" + i + "$";
        }
        return quote + body + quote;
    }

    private String returnedTable() {
        return columns.stream()
                .map(column -> Identifiers.quote(column.name()) + " " + column.type() + commented(column.comment()))
                .collect(Collectors.joining(", ", "TABLE (", ")"));
    }

    private static String declared(Parameter parameter) {
        String fallback = parameter.fallback() == null ? "" : " DEFAULT " + parameter.fallback();
        return Identifiers.quote(parameter.name()) + " " + parameter.type() + fallback + commented(parameter.comment());
    }

    private static String commented(@Nullable String comment) {
        return comment == null ? "" : " COMMENT " + Literals.quote(comment);
    }
}
