package io.twinlake.clients.databricks.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads commits from the rows of a history. What is no commit is an IllegalArgumentException or a DateTimeException. */
final class Commits {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Commits() {}

    /** All rows, in their order. */
    static List<DeltaVersion> in(StatementResult history) {
        List<DeltaVersion> commits = new ArrayList<>();
        for (int row = 0; row < history.rows().size(); row++) {
            commits.add(in(history, row));
        }
        return commits;
    }

    static DeltaVersion in(StatementResult history, int row) {
        String operation = value(history, row, "operation");
        return new DeltaVersion(
                Long.parseLong(value(history, row, "version")),
                instant(value(history, row, "timestamp")),
                operation,
                history.value(row, "userName"),
                operation.equals("RESTORE") ? number(parameters(history, row).path("version")) : null,
                operation.equals("CLONE") ? cloned(parameters(history, row)) : null);
    }

    /** What is wrong where a history has no row. */
    static ClientException none(ObjectName table) {
        return new ClientException(
                FailureCategory.PROTOCOL,
                "read the version",
                table.toString(),
                null,
                "table " + table + " has no history: its version cannot be pinned",
                null);
    }

    private static String value(StatementResult result, int row, String column) {
        String value = result.value(row, column);
        return value == null ? "" : value;
    }

    /** {@code RESTORE TABLE t TO VERSION AS OF n} notes n among its parameters; going back by time notes none. */
    private static JsonNode parameters(StatementResult result, int row) {
        try {
            return JSON.readTree(value(result, row, "operationParameters"));
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Cloned cloned(JsonNode parameters) {
        Long version = number(parameters.path("sourceVersion"));
        return version == null
                ? null
                : new Cloned(
                        parameters.path("source").asText(null),
                        version,
                        parameters.path("isShallow").asBoolean(false));
    }

    /** The platform writes numbers as texts. */
    private static @Nullable Long number(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asLong();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeParseException withoutZone) {
            return Instant.parse(text.replace(' ', 'T') + "Z");
        }
    }
}
