package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a Delta table holds now.
 *
 * @param files of its newest version
 * @param bytes of these files together
 */
public record TableSize(long files, long bytes) {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /** Costs one statement. @throws ClientException where the table does not tell it */
    public static TableSize of(ObjectName table, Statements statements) {
        StatementResult detail =
                statements.run(Statement.reading("DESCRIBE DETAIL " + Identifiers.quote(table)), AT_MOST);
        return new TableSize(number(detail, "numFiles", table), number(detail, "sizeInBytes", table));
    }

    private static long number(StatementResult detail, String column, ObjectName table) {
        @Nullable String value = detail.rows().isEmpty() ? null : detail.value(0, column);
        if (value == null) {
            throw new ClientException(
                    FailureCategory.PROTOCOL,
                    "read the size",
                    table.toString(),
                    null,
                    "table " + table + " does not tell its " + column,
                    null);
        }
        return Long.parseLong(value);
    }
}
