package io.twinlake.orchestrator.lookup;

import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads rows by key at one region's warehouse, as the API does. */
public final class LookupRows {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** Databricks' SQL connector takes no more than 255 parameters in one statement. */
    private static final int AT_ONCE = 200;

    private final Statements statements;

    public LookupRows(Statements statements) {
        this.statements = statements;
    }

    /**
     * Reads one row as the API does, by a key that the table holds.
     *
     * @param key empty where the table has no such column: then any row is read
     * @return whether there was one
     */
    public boolean lookUpAny(ObjectName table, Optional<String> key) {
        String from = " FROM " + Identifiers.quote(table);
        if (key.isEmpty()) {
            return hasRow(Statement.of("SELECT *" + from + " LIMIT 1"));
        }
        String column = Identifiers.quote(key.get());
        StatementResult some = statements.run(
                Statement.of("SELECT CAST(" + column + " AS STRING) AS found" + from + " WHERE " + column
                        + " IS NOT NULL LIMIT 1"),
                AT_MOST);
        return !some.rows().isEmpty()
                && hasRow(Statement.of("SELECT *" + from + " WHERE " + column + " = :key LIMIT 1")
                        .with("key", "STRING", some.value(0, "found")));
    }

    private boolean hasRow(Statement statement) {
        return !statements.run(statement, AT_MOST).rows().isEmpty();
    }

    /** How long the warehouse takes for one key, from the statement's sending to its rows. */
    public Duration time(ObjectName table, String key, String value) {
        long start = System.nanoTime();
        read(table, Optional.empty(), key, List.of(value));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The rows as JSON, by key; a key without a row is absent. */
    public Map<String, String> read(ObjectName table, Optional<Long> version, String key, List<String> keys) {
        Map<String, String> rows = new HashMap<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
            StatementResult result = statements.run(byKeys(table, version, key, some), AT_MOST);
            for (int row = 0; row < result.rows().size(); row++) {
                rows.put(
                        Objects.requireNonNull(result.value(row, "sampled")),
                        Objects.requireNonNull(result.value(row, "row")));
            }
        }
        return rows;
    }

    private static Statement byKeys(ObjectName table, Optional<Long> version, String key, List<String> keys) {
        String column = Identifiers.quote(key);
        String markers =
                IntStream.range(0, keys.size()).mapToObj(i -> ":key" + i).collect(Collectors.joining(", ", "(", ")"));
        Statement statement =
                Statement.reading("SELECT CAST(" + column + " AS STRING) AS sampled, to_json(struct(*)) AS row FROM "
                        + Identifiers.quote(table)
                        + version.map(pinned -> " VERSION AS OF " + pinned).orElse("")
                        + " WHERE " + column + " IN " + markers);
        for (int i = 0; i < keys.size(); i++) {
            statement = statement.with("key" + i, "STRING", keys.get(i));
        }
        return statement;
    }
}
