package io.twinlake.orchestrator.lookup;

import io.twinlake.clients.databricks.Identifiers;
import io.twinlake.clients.databricks.Statement;
import io.twinlake.clients.databricks.StatementResult;
import io.twinlake.clients.databricks.Statements;
import io.twinlake.config.ObjectName;
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

    private final Statements statements;

    public LookupRows(Statements statements) {
        this.statements = statements;
    }

    /** A key, as text; empty where no row has one. */
    public Optional<String> anyKey(ObjectName table, String key) {
        String column = Identifiers.quote(key);
        StatementResult result = statements.run(
                Statement.of("SELECT CAST(" + column + " AS STRING) AS found FROM " + Identifiers.quote(table)
                        + " WHERE " + column + " IS NOT NULL LIMIT 1"),
                AT_MOST);
        return result.rows().isEmpty() ? Optional.empty() : Optional.ofNullable(result.value(0, "found"));
    }

    /** How long the warehouse takes for one key, from the statement's sending to its rows. */
    public Duration time(ObjectName table, String key, String value) {
        long start = System.nanoTime();
        read(table, Optional.empty(), key, List.of(value));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The rows as JSON, by key; a key without a row is absent. */
    public Map<String, String> read(ObjectName table, Optional<Long> version, String key, List<String> keys) {
        String column = Identifiers.quote(key);
        String markers =
                IntStream.range(0, keys.size()).mapToObj(i -> ":key" + i).collect(Collectors.joining(", ", "(", ")"));
        Statement statement =
                Statement.of("SELECT CAST(" + column + " AS STRING) AS sampled, to_json(struct(*)) AS row FROM "
                        + Identifiers.quote(table)
                        + version.map(pinned -> " VERSION AS OF " + pinned).orElse("")
                        + " WHERE " + column + " IN " + markers);
        for (int i = 0; i < keys.size(); i++) {
            statement = statement.with("key" + i, "STRING", keys.get(i));
        }
        StatementResult result = statements.run(statement, AT_MOST);
        Map<String, String> rows = new HashMap<>();
        for (int row = 0; row < result.rows().size(); row++) {
            rows.put(
                    Objects.requireNonNull(result.value(row, "sampled")),
                    Objects.requireNonNull(result.value(row, "row")));
        }
        return rows;
    }
}
