package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Policies on a catalog, its schemas and its tables, in one statement: REST lists those of one table at a time. They are shown to whoever manages what they
 * stand on. One on a table is named in the table's schema, as {@code table.policy}.
 */
final class PolicyList {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private PolicyList() {}

    static Stream<ObjectNode> of(Workspace workspace, ObjectName catalog) {
        StatementResult rows = workspace
                .statements()
                .run(
                        Statement.reading("SELECT policy_id, policy_name, schema_name, securable_name FROM "
                                + Identifiers.quote(
                                        catalog.child("information_schema").child("abac_policy_definitions"))),
                        AT_MOST);
        return IntStream.range(0, rows.rows().size()).mapToObj(row -> policy(catalog, rows, row));
    }

    private static ObjectNode policy(ObjectName catalog, StatementResult rows, int row) {
        String schema = rows.value(row, "schema_name");
        String table = rows.value(row, "securable_name");
        String name = rows.value(row, "policy_name");
        if (name == null) {
            throw new IllegalArgumentException("the platform named no policy of " + catalog);
        }
        ObjectName holder = schema == null ? catalog : catalog.child(schema);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", rows.value(row, "policy_id"))
                .put("name", "policies/" + holder.child(table == null ? name : table + "." + name));
    }
}
