package io.twinlake.clients.databricks.sql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a succeeded statement, all chunks read; every value is text as the platform sends it, or null. */
public record StatementResult(StatementId id, List<String> columns, List<List<@Nullable String>> rows) {
    /** The value of a column in a row. @throws IllegalArgumentException where no column has that name */
    public @Nullable String value(int row, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT))) {
                return rows.get(row).get(i);
            }
        }
        throw new IllegalArgumentException("no column " + column + " among " + columns);
    }
}
