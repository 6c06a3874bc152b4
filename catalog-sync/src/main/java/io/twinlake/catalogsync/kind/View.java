package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param schema where names of fewer than three parts in its text are looked up
 */
public record View(String text, List<ColumnDefinition> columns, List<SecurableKey> dependencies, ObjectName schema)
        implements Definition {
    private static final String PLAIN = "VIEW";
    private static final Set<String> TYPES = Set.of(PLAIN, "MATERIALIZED_VIEW", "METRIC_VIEW");

    public View {
        columns = List.copyOf(columns);
        dependencies = List.copyOf(dependencies);
    }

    /** Whether what is listed among the tables is a view. */
    static boolean isMeant(ObjectNode json) {
        return TYPES.contains(DefinitionJson.word(json, "table_type"));
    }

    static Securable read(ObjectNode json) {
        String type = DefinitionJson.word(json, "table_type");
        boolean plain = type.equals(PLAIN);
        ObjectName name = SecurableJson.nameInSchema(json);
        return SecurableJson.read(
                SecurableKind.VIEW,
                name,
                json,
                plain ? definition(json, name) : Opaque.UNSUPPORTED,
                plain ? null : "a table of type " + type + " is not replicated");
    }

    private static Definition definition(ObjectNode json, ObjectName name) {
        if (DefinitionJson.isHidden(json, "view_definition")) {
            return Opaque.HIDDEN;
        }
        return new View(
                DefinitionJson.body(json, "view_definition"),
                DefinitionJson.columns(json.path("columns")),
                DefinitionJson.dependencies(json.path("view_dependencies")),
                schemaOfShortNames(json, name));
    }

    /** Names in a view's text mean what they meant in the catalog and schema where it was created; its own if that is not said. */
    private static ObjectName schemaOfShortNames(ObjectNode json, ObjectName view) {
        JsonNode properties = json.path("properties");
        @Nullable String catalog = SecurableJson.text(properties, "view.catalogAndNamespace.part.0");
        @Nullable String schema = SecurableJson.text(properties, "view.catalogAndNamespace.part.1");
        return catalog == null || schema == null ? view.parent() : ObjectName.of(catalog, schema);
    }

    @Override
    public void putFields(Map<String, String> fields) {
        fields.put("text", text);
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            String comment = column.comment() == null ? "" : " comment " + column.comment();
            fields.put("column." + column.name(), (i + 1) + comment);
        }
    }

    /** A listing leaves out what it reads. */
    @Override
    public boolean isListedWhole() {
        return false;
    }

    @Override
    public boolean isReplacedWhole() {
        return true;
    }

    @Override
    public Definition at(ReplicaTerms replica) throws Unmappable {
        return new View(replica.text(text), columns, dependencies, schema);
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        StringBuilder sql = new StringBuilder(exists ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
                .append(Identifiers.quote(wanted.name()));
        if (!columns.isEmpty()) {
            sql.append(columns.stream().map(View::named).collect(Collectors.joining(", ", " (", ")")));
        }
        if (wanted.description().comment() != null) {
            sql.append(" COMMENT ").append(Literals.quote(wanted.description().comment()));
        }
        Map<String, String> properties = new TreeMap<>(wanted.description().properties());
        properties.putAll(marks);
        if (!properties.isEmpty()) {
            sql.append(" TBLPROPERTIES ").append(Literals.properties(properties));
        }
        return new Creation.ByStatement(sql.append(" AS ").append(text).toString(), schema, alteration(wanted.name()));
    }

    /** Comments on columns do not outlive it. */
    private Optional<String> alteration(ObjectName view) {
        boolean commented = columns.stream().anyMatch(column -> column.comment() != null);
        return commented ? Optional.empty() : Optional.of("ALTER VIEW " + Identifiers.quote(view) + " AS " + text);
    }

    private static String named(ColumnDefinition column) {
        String name = Identifiers.quote(column.name());
        return column.comment() == null ? name : name + " COMMENT " + Literals.quote(column.comment());
    }
}
