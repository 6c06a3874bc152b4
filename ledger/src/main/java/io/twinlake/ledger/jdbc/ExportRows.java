package io.twinlake.ledger.jdbc;

import io.twinlake.ledger.export.Watermark;
import io.twinlake.ledger.export.signed.ExportLine;
import io.twinlake.ledger.export.signed.ExportWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads rows of the ledger's tables into an exported file. */
final class ExportRows {
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Handle handle;
    private final ExportWriter out;

    ExportRows(Handle handle, ExportWriter out) {
        this.handle = handle;
        this.out = out;
    }

    void all() {
        ExportedTable.ALL_TABLES.forEach(table -> {
            if (table.name().equals("audit_head")) {
                out.add(new ExportLine.Clear(table.name(), Map.of()));
            }
            rows(table.name(), handle.createQuery("SELECT * FROM " + table.name()));
        });
    }

    void since(Watermark mark) {
        forgotten(mark);
        for (ExportedTable table : ExportedTable.ALL_TABLES) {
            if (table.isWhole()) {
                out.add(new ExportLine.Clear(table.name(), Map.of()));
            }
            rows(table.name(), bound("SELECT * FROM " + table.name() + " WHERE " + table.increment(), mark));
        }
    }

    /** Objects that were forgotten; one that came back since is among the rows that follow. */
    private void forgotten(Watermark mark) {
        handle.createQuery(
                        "SELECT group_name, kind, object FROM forgotten_states WHERE number > :forgotten ORDER BY number")
                .bind("forgotten", mark.forgottenStates())
                .map((row, context) -> columns(row))
                .useStream(keys ->
                        keys.forEach(key -> out.add(new ExportLine.Clear(ExportedTable.STATES.name(), key))));
    }

    private Query bound(String sql, Watermark mark) {
        Query query = handle.createQuery(sql);
        if (sql.contains(":runs")) {
            query.bind("runs", mark.runs()).bind("since", Columns.time(mark.at().minus(CLOCKS_DIFFER)));
        }
        if (sql.contains(":audit")) {
            query.bind("audit", mark.auditEvents());
        }
        return query;
    }

    private void rows(String table, Query query) {
        query.setFetchSize(1000)
                .map((row, context) -> columns(row))
                .useStream(rows -> rows.forEach(row -> out.add(new ExportLine.Row(table, row))));
    }

    private static Map<String, @Nullable Object> columns(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(row, i, columns.getColumnType(i)));
        }
        return values;
    }

    private static @Nullable Object value(ResultSet row, int column, int type) throws SQLException {
        if (type == Types.BIGINT || type == Types.INTEGER) {
            long number = row.getLong(column);
            return row.wasNull() ? null : number;
        }
        if (type == Types.TIMESTAMP_WITH_TIMEZONE || type == Types.TIMESTAMP) {
            @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant().toString();
        }
        return row.getString(column);
    }
}
