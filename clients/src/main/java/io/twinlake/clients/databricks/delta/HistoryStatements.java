package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Words the question for a table's newest commits: with the columns that are needed, in a query, or with all of them where the workspace takes no history
 * in a query. What a MERGE was asked to do can be longer than all else that its commit tells.
 */
final class HistoryStatements {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** What workspaces answer that know no such query. */
    private static final String SYNTAX = "PARSE_SYNTAX_ERROR";

    /** By their statements, as long as they are open. */
    private static final Set<Statements> REFUSING =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Statements statements;

    HistoryStatements(Statements statements) {
        this.statements = statements;
    }

    /** The newest commits, newest first, at most that many. */
    StatementResult newest(ObjectName table, long limit) {
        String history = "DESCRIBE HISTORY " + Identifiers.quote(table) + " LIMIT " + limit;
        // A query costs the warehouse more than it saves on a single row.
        if (limit > 1 && !REFUSING.contains(statements)) {
            try {
                return run("SELECT version, timestamp, userName, operation, CASE WHEN operation IN ('CLONE', 'RESTORE')"
                        + " THEN operationParameters END AS operationParameters FROM (" + history
                        + ") ORDER BY version DESC");
            } catch (ClientException failure) {
                if (!SYNTAX.equals(failure.platformCode())) {
                    throw failure;
                }
                REFUSING.add(statements);
            }
        }
        return run(history);
    }

    private StatementResult run(String sql) {
        return statements.run(Statement.reading(sql), AT_MOST);
    }
}
