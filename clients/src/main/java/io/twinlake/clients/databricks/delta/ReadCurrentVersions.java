package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reads the newest commits of many tables, as many of them in one statement as it takes well; table by table where the workspace knows no such
 * statement. One table that cannot be read fails the statement for all: then its halves are asked, down to that table, and what is said of a table is
 * what was answered about it alone. That takes fewer than two statements a table.
 */
public final class ReadCurrentVersions {
    private final HistoryStatements statements;
    private final TableHistory history;
    private final StillAnswers region;
    private final Concurrently concurrently;

    private final Map<ObjectName, DeltaVersion> known = new ConcurrentHashMap<>();
    private final Map<ObjectName, ClientException> failures = new ConcurrentHashMap<>();

    public ReadCurrentVersions(Workspace workspace, Concurrently concurrently) {
        this.statements = new HistoryStatements(workspace.statements());
        this.history = new TableHistory(workspace.statements());
        this.region = new StillAnswers(workspace);
        this.concurrently = concurrently;
    }

    /**
     * Reads once; an instance is used for one read.
     *
     * @throws ClientException where the region answers nothing else either
     */
    public CurrentVersions read(Collection<ObjectName> tables) {
        List<List<ObjectName>> open = HistoryStatements.batches(tables);
        while (!open.isEmpty()) {
            open = concurrently.map(open, this::read).stream()
                    .flatMap(List::stream)
                    .toList();
        }
        return new CurrentVersions(known, failures);
    }

    /** Asks about a batch in one statement. @return the smaller ones in which it is to be asked about instead */
    private List<List<ObjectName>> read(List<ObjectName> batch) {
        if (batch.size() == 1) {
            note(batch.get(0), () -> history.current(batch.get(0)));
            return List.of();
        }
        try {
            Optional<StatementResult> told = statements.newestOfEach(batch);
            told.ifPresent(rows -> note(batch, rows));
            return told.isPresent() ? List.of() : alone(batch);
        } catch (ClientException failure) {
            region.orThrow(failure);
            // What ran out of its time is not given it anew for half of it, and half of that.
            return failure.category() == FailureCategory.TIMEOUT ? alone(batch) : halves(batch);
        } catch (IllegalArgumentException odd) {
            // Rows that name no table tell nothing of any.
            return alone(batch);
        }
    }

    private static List<List<ObjectName>> alone(List<ObjectName> batch) {
        return batch.stream().map(List::of).toList();
    }

    private static List<List<ObjectName>> halves(List<ObjectName> batch) {
        int half = batch.size() / 2;
        return List.of(batch.subList(0, half), batch.subList(half, batch.size()));
    }

    private void note(List<ObjectName> batch, StatementResult rows) {
        Map<String, Integer> byPlace = new HashMap<>();
        for (int row = 0; row < rows.rows().size(); row++) {
            byPlace.put(rows.value(row, HistoryStatements.PLACE), row);
        }
        for (int place = 0; place < batch.size(); place++) {
            ObjectName table = batch.get(place);
            Optional<Integer> row = Optional.ofNullable(byPlace.get(Integer.toString(place)));
            note(table, () -> Commits.in(rows, row.orElseThrow(() -> Commits.none(table))));
        }
    }

    private void note(ObjectName table, Supplier<DeltaVersion> reading) {
        try {
            known.put(table, reading.get());
        } catch (ClientException failure) {
            region.orThrow(failure);
            failures.put(table, failure);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            failures.put(table, unreadable(table, unreadable));
        }
    }

    private static ClientException unreadable(ObjectName table, RuntimeException why) {
        return new ClientException(
                FailureCategory.PROTOCOL,
                "read the version",
                table.toString(),
                null,
                "the platform's answer could not be understood: " + why.getMessage(),
                why);
    }
}
