package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Words the question for newest commits: with the columns that are needed, in a query, or with all of them where the workspace takes no history
 * in a query. What a MERGE was asked to do can be longer than all else that its commit tells.
 */
final class HistoryStatements {
    /** Names, in the answer of {@link #newestOfEach}, a table by its place. */
    static final String PLACE = "place";

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** How many tables are asked for in one statement, and how long it may be, in chars. */
    private static final int TABLES = 100;

    private static final int LENGTH = 100_000;

    private static final String AND = " UNION ALL ";

    private static final String COLUMNS =
            "version, timestamp, userName, operation, CASE WHEN operation IN ('CLONE', 'RESTORE')"
                    + " THEN operationParameters END AS operationParameters";

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
        String history = history(table, limit);
        // A query costs the warehouse more than it saves on a single row.
        Optional<StatementResult> queried = limit > 1
                ? query("SELECT " + COLUMNS + " FROM (" + history + ") ORDER BY version DESC")
                : Optional.empty();
        return queried.orElseGet(() -> run(history));
    }

    /**
     * The newest commit of each table of a batch, a row each with its {@link #PLACE} in the batch, from 0. One table that cannot be read fails all.
     *
     * @return empty where the workspace takes no history in a query
     */
    Optional<StatementResult> newestOfEach(List<ObjectName> batch) {
        List<String> members = new ArrayList<>();
        for (ObjectName table : batch) {
            members.add(member(table, members.size()));
        }
        return query(String.join(AND, members));
    }

    /** The tables in their order, in as many parts as it takes for each to be asked about in one statement. */
    static List<List<ObjectName>> batches(Collection<ObjectName> tables) {
        List<List<ObjectName>> batches = new ArrayList<>();
        int length = LENGTH;
        for (ObjectName table : tables) {
            int more = AND.length() + member(table, TABLES).length();
            length += more;
            if (length > LENGTH || batches.get(batches.size() - 1).size() == TABLES) {
                batches.add(new ArrayList<>());
                length = more;
            }
            batches.get(batches.size() - 1).add(table);
        }
        return batches;
    }

    private static String member(ObjectName table, int place) {
        return "SELECT " + place + " AS " + PLACE + ", " + COLUMNS + " FROM (" + history(table, 1) + ")";
    }

    private static String history(ObjectName table, long limit) {
        return "DESCRIBE HISTORY " + Identifiers.quote(table) + " LIMIT " + limit;
    }

    private Optional<StatementResult> query(String sql) {
        if (REFUSING.contains(statements)) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(sql));
        } catch (ClientException failure) {
            if (!SYNTAX.equals(failure.platformCode())) {
                throw failure;
            }
            REFUSING.add(statements);
            return Optional.empty();
        }
    }

    private StatementResult run(String sql) {
        return statements.run(Statement.reading(sql), AT_MOST);
    }
}
