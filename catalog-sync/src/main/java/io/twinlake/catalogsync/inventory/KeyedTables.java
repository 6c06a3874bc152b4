package io.twinlake.catalogsync.inventory;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Tells which tables have keys: a listing says nothing of them, and to read every table by itself is dear. */
final class KeyedTables {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private KeyedTables() {}

    /** Those of a catalog. */
    static Set<ObjectName> in(Workspace workspace, ObjectName catalog) {
        StatementResult rows = workspace
                .statements()
                .run(
                        Statement.reading("SELECT DISTINCT table_schema, table_name FROM "
                                + Identifiers.quote(
                                        catalog.child("information_schema").child("table_constraints"))
                                + " WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')"),
                        AT_MOST);
        Set<ObjectName> keyed = new HashSet<>();
        for (int row = 0; row < rows.rows().size(); row++) {
            String schema = rows.value(row, "table_schema");
            String table = rows.value(row, "table_name");
            if (schema == null || table == null) {
                throw new IllegalArgumentException("the platform named a key without its table");
            }
            keyed.add(ObjectName.of(catalog.name(), schema, table));
        }
        return keyed;
    }
}
