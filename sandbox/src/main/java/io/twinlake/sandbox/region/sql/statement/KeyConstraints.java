package io.twinlake.sandbox.region.sql.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** PRIMARY KEY and FOREIGN KEY clauses as the REST API shows them. */
final class KeyConstraints {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private KeyConstraints() {}

    /** Reads the clause that comes next; a constraint without a name gets the platform's. */
    static String read(Cursor statement, Session session, TableName table, String name) {
        ObjectNode constraint = JSON.createObjectNode();
        if (statement.accept("PRIMARY", "KEY")) {
            ObjectNode key = constraint.putObject("primary_key_constraint");
            key.put("name", name.isEmpty() ? table.table() + "_pk" : name);
            List<String> timeseries = columns(statement, key.putArray("child_columns"));
            if (!timeseries.isEmpty()) {
                ArrayNode told = key.putArray("timeseries_columns");
                timeseries.forEach(told::add);
            }
            key.put("rely", rely(statement));
        } else {
            statement.expect("FOREIGN", "KEY");
            ObjectNode key = constraint.putObject("foreign_key_constraint");
            columns(statement, key.putArray("child_columns"));
            statement.expect("REFERENCES");
            TableName parent = session.table(statement.name());
            key.put("name", name.isEmpty() ? table.table() + "_" + parent.table() + "_fk" : name);
            key.put("parent_table", parent.fullName());
            ArrayNode parents = key.putArray("parent_columns");
            if (statement.sees("(")) {
                columns(statement, parents);
            } else {
                parents.addAll((ArrayNode) key.get("child_columns"));
            }
            key.put("rely", rely(statement));
        }
        return constraint.toString();
    }

    private static boolean rely(Cursor statement) {
        statement.accept("NOT", "ENFORCED");
        statement.accept("DEFERRABLE");
        statement.accept("INITIALLY", "DEFERRED");
        boolean rely = statement.accept("RELY");
        statement.accept("NORELY");
        return rely;
    }

    /**
     * Refuses a foreign key of who does not own the table to which it refers, and one that refers to anything but the columns of a primary key: that of
     * another table, or one among those that the table itself has or gets.
     */
    static void requireParent(Metastore metastore, Session session, TableName child, String json, List<String> own) {
        JsonNode key = parse(json).path("foreign_key_constraint");
        if (key.isMissingNode()) {
            return;
        }
        String parent = key.path("parent_table").asText();
        List<String> keys = own;
        if (!parent.equals(child.fullName())) {
            SecurableRef ref = new SecurableRef(SecurableKind.TABLE, parent);
            if (metastore.shelves().find(ref).isPresent()) {
                metastore.access().requireEdit(session.caller(), ref);
            }
            keys = metastore
                    .tables()
                    .find(TableName.parse(parent))
                    .orElseThrow(() -> SecurableKind.TABLE.missing(parent))
                    .constraints();
        }
        boolean refersToKey = keys.stream()
                .map(other -> parse(other).path("primary_key_constraint").path("child_columns"))
                .anyMatch(columns -> columns.equals(key.path("parent_columns")));
        if (!refersToKey) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "The foreign key " + key.path("name").asText() + " refers to columns " + key.path("parent_columns")
                            + " of " + parent + ", which are not its primary key.");
        }
    }

    /** Refuses a second primary key, a name that the schema has, and a primary key of columns that may be null. */
    static void requireNew(Metastore metastore, TableEntry table, String json) {
        JsonNode key = parse(json).elements().next();
        String name = key.path("name").asText();
        boolean taken = metastore.shelves().tables.under(schema(table) + ".").stream()
                .flatMap(other -> other.constraints().stream())
                .anyMatch(other -> matches(other, false, name));
        if (taken) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_ALREADY_EXISTS,
                    "Constraint '" + name + "' already exists in schema '" + schema(table) + "'");
        }
        if (!parse(json).has("primary_key_constraint")) {
            return;
        }
        if (table.constraints().stream().anyMatch(other -> matches(other, true, ""))) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_ALREADY_EXISTS, "Table '" + table.fullName() + "' already has a primary key");
        }
        for (JsonNode column : key.path("child_columns")) {
            if (table.columns().stream()
                    .anyMatch(field -> field.name().equalsIgnoreCase(column.asText()) && field.nullable())) {
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE,
                        "Cannot create the primary key `" + name + "` because its child column(s) `" + column.asText()
                                + "` is nullable. Please change the column nullability and retry.");
            }
        }
    }

    private static String schema(TableEntry table) {
        return table.name().catalog() + "." + table.name().schema();
    }

    /** True for a foreign key that refers to a table. */
    static boolean refersTo(String json, TableName parent) {
        return parse(json)
                .path("foreign_key_constraint")
                .path("parent_table")
                .asText()
                .equals(parent.fullName());
    }

    /** Reads columns; answers with those that say when a row came to be. */
    private static List<String> columns(Cursor statement, ArrayNode columns) {
        List<String> timeseries = new ArrayList<>();
        statement.expect("(");
        do {
            String column = statement.identifier();
            columns.add(column);
            if (statement.accept("TIMESERIES")) {
                timeseries.add(column);
            }
        } while (statement.accept(","));
        statement.expect(")");
        return timeseries;
    }

    /** True for the primary key where that is asked for, else for the constraint of that name. */
    static boolean matches(String json, boolean primary, String name) {
        JsonNode constraint = parse(json);
        if (primary) {
            return constraint.has("primary_key_constraint");
        }
        JsonNode key = constraint.elements().next();
        return key.path("name").asText().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded constraint is not JSON: " + json, e);
        }
    }
}
