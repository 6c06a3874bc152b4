package io.twinlake.sandbox.region.sql.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.Session;
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
            columns(statement, key.putArray("child_columns"));
            key.put("rely", statement.accept("RELY"));
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
            }
        }
        return constraint.toString();
    }

    /** Refuses a foreign key of who does not own the table to which it refers. */
    static void requireParent(Metastore metastore, Session session, String json) {
        String parent =
                parse(json).path("foreign_key_constraint").path("parent_table").asText();
        SecurableRef ref = new SecurableRef(SecurableKind.TABLE, parent);
        if (metastore.shelves().find(ref).isPresent()) {
            metastore.access().requireEdit(session.caller(), ref);
        }
    }

    private static void columns(Cursor statement, ArrayNode columns) {
        statement.expect("(");
        do {
            columns.add(statement.identifier());
            statement.accept("TIMESERIES");
        } while (statement.accept(","));
        statement.expect(")");
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
