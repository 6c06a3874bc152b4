package io.twinlake.ledger.jdbc;

import io.twinlake.ledger.export.signed.ExportLine;
import io.twinlake.ledger.export.signed.RefusedExport;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Writes the lines of exported files into the ledger's tables: a row that is there is changed, another inserted. */
final class RestoredRows {
    private final Handle handle;
    private final Map<String, Map<String, Integer>> types = new HashMap<>();
    private long rows;

    RestoredRows(Handle handle) {
        this.handle = handle;
    }

    long rows() {
        return rows;
    }

    void apply(ExportLine line) {
        ExportedTable table = ExportedTable.named(line.table());
        if (line instanceof ExportLine.Row row) {
            write(table, row.columns());
            rows++;
        } else {
            clear(table, ((ExportLine.Clear) line).columns());
        }
    }

    private void clear(ExportedTable table, Map<String, @Nullable Object> columns) {
        String where = columns.isEmpty() ? "" : " WHERE " + equations(columns.keySet(), " AND ");
        bound(table, handle.createUpdate("DELETE FROM " + table.name() + where), columns)
                .execute();
    }

    private void write(ExportedTable table, Map<String, @Nullable Object> columns) {
        Set<String> changed = new TreeSet<>(columns.keySet());
        changed.removeAll(table.key());
        if (table.numbered()) {
            changed.remove("number");
        }
        boolean isThere = !changed.isEmpty() && update(table, changed, columns) == 1;
        if (!isThere) {
            insert(table, columns);
        }
    }

    private int update(ExportedTable table, Set<String> changed, Map<String, @Nullable Object> columns) {
        String sql = "UPDATE " + table.name() + " SET " + equations(changed, ", ") + " WHERE "
                + equations(table.key(), " AND ");
        Map<String, @Nullable Object> used = new HashMap<>(columns);
        used.keySet()
                .removeIf(column -> !changed.contains(column) && !table.key().contains(column));
        return bound(table, handle.createUpdate(sql), used).execute();
    }

    private void insert(ExportedTable table, Map<String, @Nullable Object> columns) {
        String sql = "INSERT INTO " + table.name() + " (" + String.join(", ", columns.keySet()) + ")"
                + (table.numbered() ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES ("
                + columns.keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";
        bound(table, handle.createUpdate(sql), columns).execute();
    }

    private static String equations(Set<String> columns, String between) {
        return columns.stream().map(column -> column + " = :" + column).collect(Collectors.joining(between));
    }

    private Update bound(ExportedTable table, Update update, Map<String, @Nullable Object> columns) {
        Map<String, Integer> known = types.computeIfAbsent(table.name(), this::columnTypes);
        columns.forEach((column, value) -> {
            Integer type = known.get(column);
            if (type == null) {
                throw new RefusedExport("A file tells of a column " + table.name() + "." + column
                        + " that this version of Twinlake does not know.");
            }
            bind(update, column, type, value);
        });
        return update;
    }

    private static void bind(Update update, String column, int type, @Nullable Object value) {
        if (value == null) {
            update.bindNull(column, type);
        } else if (type == Types.TIMESTAMP_WITH_TIMEZONE || type == Types.TIMESTAMP) {
            update.bind(column, Columns.time(Instant.parse(value.toString())));
        } else if (value instanceof Number number) {
            update.bind(column, number.longValue());
        } else {
            update.bind(column, value.toString());
        }
    }

    private Map<String, Integer> columnTypes(String table) {
        return handle.createQuery("SELECT * FROM " + table + " WHERE 1 = 0").scanResultSet((results, context) -> {
            var columns = results.get().getMetaData();
            Map<String, Integer> found = new HashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                found.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), columns.getColumnType(i));
            }
            context.close();
            return found;
        });
    }
}
