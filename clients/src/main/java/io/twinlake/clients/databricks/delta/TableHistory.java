package io.twinlake.clients.databricks.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commits of Delta tables at one region's warehouse, each time as far back as it must: a table may have a hundred thousand of them.
 */
public final class TableHistory {
    /** Comes before a table's first version. */
    public static final long NO_VERSION = -1;

    /** How many commits are asked for where nothing says how many it takes. */
    private static final long SOME = 20;

    private static final int FURTHER = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HistoryStatements statements;

    public TableHistory(Statements statements) {
        this.statements = new HistoryStatements(statements);
    }

    /** The newest commit. */
    public DeltaVersion current(ObjectName table) {
        List<DeltaVersion> newest = read(table, 1);
        if (newest.isEmpty()) {
            throw new ClientException(
                    FailureCategory.PROTOCOL,
                    "read the version",
                    table.toString(),
                    null,
                    "table " + table + " has no history: its version cannot be pinned",
                    null);
        }
        return newest.get(0);
    }

    /** All commits after a version, newest first. */
    public List<DeltaVersion> after(ObjectName table, long version) {
        return backTo(table, SOME, commit -> commit.version() <= version).stream()
                .filter(commit -> commit.version() > version)
                .toList();
    }

    /** The newest commits, newest first, back to the newest that is such a one; all where none is. */
    public List<DeltaVersion> backTo(ObjectName table, Predicate<DeltaVersion> such) {
        return backTo(table, SOME, such);
    }

    /**
     * The commits that changed content since a version of ours, newest first. A table that stands before our version was put in another
     * state by somebody: its newest commit tells of it.
     *
     * @param ours {@link #NO_VERSION} where every commit is to be proven
     * @param own the later ones that are ours all the same
     */
    public List<DeltaVersion> foreignSince(ObjectName table, long ours, DeltaVersion current, OwnCommits own) {
        if (current.version() == ours) {
            return List.of();
        }
        if (current.version() < ours) {
            return List.of(current);
        }
        long since = current.version() - ours;
        List<DeltaVersion> commits = backTo(table, since, commit -> commit.version() <= ours + 1);
        if (ForeignCommits.mustKnowOurHand(commits, ours, own)) {
            commits = backTo(
                    table,
                    since * FURTHER,
                    commit -> commit.version() <= ours + 1 && ForeignCommits.tellsOurHand(commit, ours, own));
        }
        return ForeignCommits.among(commits, ours, own);
    }

    /**
     * Asks for more and more until it was enough. A count from a version that was read before is no proof: others commit meanwhile.
     *
     * @param first how many are asked for at first
     */
    private List<DeltaVersion> backTo(ObjectName table, long first, Predicate<DeltaVersion> such) {
        for (long limit = first; ; limit *= FURTHER) {
            List<DeltaVersion> commits = read(table, limit);
            if (commits.size() < limit || commits.stream().anyMatch(such)) {
                return commits;
            }
        }
    }

    private List<DeltaVersion> read(ObjectName table, long limit) {
        StatementResult result = statements.newest(table, Math.min(limit, Integer.MAX_VALUE));
        List<DeltaVersion> commits = new ArrayList<>();
        for (int row = 0; row < result.rows().size(); row++) {
            String operation = value(result, row, "operation");
            commits.add(new DeltaVersion(
                    Long.parseLong(value(result, row, "version")),
                    instant(value(result, row, "timestamp")),
                    operation,
                    result.value(row, "userName"),
                    operation.equals("RESTORE") ? number(parameters(result, row).path("version")) : null,
                    operation.equals("CLONE") ? cloned(parameters(result, row)) : null));
        }
        return commits;
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
