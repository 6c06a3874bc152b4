package io.twinlake.orchestrator.drill;

import io.twinlake.clients.databricks.Identifiers;
import io.twinlake.clients.databricks.Literals;
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

/** Reads the rows of sampled keys at one region's warehouse, each as JSON. */
final class SampledRows {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final Statements statements;

    SampledRows(Statements statements) {
        this.statements = statements;
    }

    /** How long the warehouse takes for one key, from the statement's sending to its rows. */
    Duration time(ObjectName table, String key, String value) {
        long start = System.nanoTime();
        read(table, Optional.empty(), key, List.of(value));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** By key; a key without a row is absent. */
    Map<String, String> read(ObjectName table, Optional<Long> version, String key, List<String> keys) {
        String column = Identifiers.quote(key);
        String sql = "SELECT CAST(" + column + " AS STRING) AS sampled, to_json(struct(*)) AS row FROM "
                + Identifiers.quote(table)
                + version.map(pinned -> " VERSION AS OF " + pinned).orElse("")
                + " WHERE " + column + " IN "
                + keys.stream().map(Literals::quote).collect(Collectors.joining(", ", "(", ")"));
        StatementResult result = statements.run(Statement.of(sql), AT_MOST);
        Map<String, String> rows = new HashMap<>();
        for (int row = 0; row < result.rows().size(); row++) {
            rows.put(
                    Objects.requireNonNull(result.value(row, "sampled")),
                    Objects.requireNonNull(result.value(row, "row")));
        }
        return rows;
    }
}
