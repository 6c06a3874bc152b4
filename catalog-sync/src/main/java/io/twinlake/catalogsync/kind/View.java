package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.text.CapturedSettings;
import io.twinlake.catalogsync.kind.text.PickedColumns;
import io.twinlake.catalogsync.kind.text.ViewOutput;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.catalogsync.sql.NamesRead;
import io.twinlake.catalogsync.sql.StarSelect;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param text its query; where columns are picked from it, without that
 * @param schema where names of fewer than three parts in its text are looked up
 * @param elsewhere whether it has such names, and that is not its own schema
 */
public record View(
        String text,
        ViewOutput output,
        List<SecurableKey> dependencies,
        ObjectName schema,
        boolean elsewhere,
        CapturedSettings settings)
        implements Definition {
    private static final String PLAIN = "VIEW";
    private static final Set<String> TYPES = Set.of(PLAIN, "MATERIALIZED_VIEW", "METRIC_VIEW");

    public View {
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
        ViewOutput output = output(json);
        return SecurableJson.read(
                SecurableKind.VIEW,
                name,
                json,
                plain && output.isKnownMode() ? definition(json, name, output) : Opaque.UNSUPPORTED,
                plain
                        ? output.isKnownMode() ? null : "a view WITH SCHEMA " + output.mode() + " is not replicated"
                        : "a table of type " + type + " is not replicated");
    }

    private static Definition definition(ObjectNode json, ObjectName name, ViewOutput told) {
        if (DefinitionJson.isHidden(json, "view_definition")) {
            return Opaque.HIDDEN;
        }
        String text = DefinitionJson.body(json, "view_definition");
        ObjectName schema = schemaOfShortNames(json, name);
        Optional<PickedColumns> picked = PickedColumns.in(text);
        return new View(
                picked.map(PickedColumns::query).orElse(text),
                picked.map(columns -> new ViewOutput(told.columns(), columns.names(), true, told.mode()))
                        .orElse(told),
                DefinitionJson.dependencies(json.path("view_dependencies")),
                schema,
                meansOther(text, schema, name.parent()),
                CapturedSettings.read(json.path("properties"), "view.sqlConfig."));
    }

    private static ViewOutput output(ObjectNode json) {
        JsonNode properties = json.path("properties");
        List<ColumnDefinition> columns = DefinitionJson.columns(json.path("columns"));
        List<String> ofQuery = new ArrayList<>();
        for (int i = 0; properties.has("view.query.out.col." + i); i++) {
            ofQuery.add(properties.get("view.query.out.col." + i).asText());
        }
        return new ViewOutput(
                columns,
                ofQuery.size() == columns.size() ? ofQuery : List.of(),
                false,
                ViewOutput.mode(SecurableJson.text(properties, "view.schemaMode")));
    }

    /** Names in a view's text mean what they meant in the catalog and schema where it was created; its own if that is not said. */
    private static ObjectName schemaOfShortNames(ObjectNode json, ObjectName view) {
        JsonNode properties = json.path("properties");
        @Nullable String catalog = SecurableJson.text(properties, "view.catalogAndNamespace.part.0");
        @Nullable String schema = SecurableJson.text(properties, "view.catalogAndNamespace.part.1");
        return catalog == null || schema == null ? view.parent() : ObjectName.of(catalog, schema);
    }

    /** Whether names in a text mean something else in one schema than in another; of a text that nobody can read, maybe. */
    private static boolean meansOther(String text, ObjectName schema, ObjectName than) {
        Optional<NamesRead> read = NamesRead.in(text, schema);
        return !schema.equals(than) && (read.isEmpty() || !read.equals(NamesRead.in(text, than)));
    }

    @Override
    public void putFields(Map<String, String> fields) {
        fields.put("text", text);
        output.putFields(fields);
        if (elsewhere) {
            fields.put("namespace", schema.fullName());
        }
        settings.putFields(fields);
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
        settings.requireAsInAWarehouse();
        return new View(replica.text(text), kept(replica), dependencies, schema, elsewhere, settings);
    }

    /**
     * Columns that came to what a star stands for are none of the view's, nor do its columns change places with those. Written anew, a star would
     * stand for what is there now.
     */
    private ViewOutput kept(ReplicaTerms replica) throws Unmappable {
        StarSelect star = StarSelect.in(text, schema);
        if (!star.isThere()
                || output.picked()
                || output.evolves()
                || output.columns().isEmpty()) {
            return output;
        }
        Optional<List<String>> now = star.ofOne().flatMap(replica::columns);
        if (now.isPresent() && same(now.get(), output.names())) {
            return output;
        }
        if (!output.isFoundByName()) {
            throw new Unmappable(
                    "selects a star, and it is not told, or not by name, which columns of it are the view's",
                    "Name the columns in its text, or exclude it.");
        }
        return output.picking();
    }

    private static boolean same(List<String> now, List<String> then) {
        return now.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList()
                .equals(then.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        StringBuilder sql = new StringBuilder(exists ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
                .append(Identifiers.quote(wanted.name()))
                .append(list());
        if (wanted.description().comment() != null) {
            sql.append(" COMMENT ").append(Literals.quote(wanted.description().comment()));
        }
        Map<String, String> properties = new TreeMap<>(wanted.description().properties());
        properties.putAll(marks);
        if (!properties.isEmpty()) {
            sql.append(" TBLPROPERTIES ").append(Literals.properties(properties));
        }
        sql.append(output.clause()).append(" AS ").append(output.text(text));
        return new Creation.ByStatement(sql.toString(), schema, alteration(wanted.name()));
    }

    private String list() {
        return output.list(StarSelect.in(text, schema).isThere());
    }

    /** A list of columns does not outlive it. */
    private Optional<String> alteration(ObjectName view) {
        return list().isEmpty()
                ? Optional.of("ALTER VIEW " + Identifiers.quote(view) + " AS " + output.text(text))
                : Optional.empty();
    }
}
