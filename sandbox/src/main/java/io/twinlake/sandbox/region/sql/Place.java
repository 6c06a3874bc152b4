package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.metastore.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands where a statement names a table: a name, or a path to its files. */
record Place(@Nullable TableName table, @Nullable String path) {

    /** The one that comes next: a name, {@code delta.`path`}, or a path in quotes. */
    static Place next(Cursor statement, Session session) {
        if (statement.seesString()) {
            return new Place(null, statement.string());
        }
        List<String> parts = statement.name();
        return isPath(parts) ? new Place(null, parts.get(1)) : new Place(session.table(parts), null);
    }

    /** A path in the place of a table's name, behind the name of a format: {@code delta.`abfss://...`}. */
    static boolean isPath(List<String> parts) {
        return parts.size() == 2 && parts.get(1).chars().anyMatch(c -> c == '/' || c == '.' || c == ':');
    }
}
