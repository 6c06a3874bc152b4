package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunEnd;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.run.Runs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Runs, one row each. */
record JdbcRuns(Database database, Clock clock) implements Runs {
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    @Override
    public Run start(GroupName group, RunKind kind, Direction direction, Epoch epoch) {
        Instant now = Columns.kept(clock.instant());
        return database.change(handle -> {
            // Two groups may start in the same millisecond.
            RunId id = new RunId("%s-%04x"
                    .formatted(START.format(now), ThreadLocalRandom.current().nextInt(0x10000)));
            Run run = new Run(id, group, kind, direction, epoch, now, RunEnd.NONE);
            handle.createUpdate("""
                            INSERT INTO runs (id, group_name, kind, source_region, replica_region, epoch, started_at, result, counts)
                            VALUES (:id, :group, :kind, :source, :replica, :epoch, :started, :result, '{}')
                            """)
                    .bind("id", id.value())
                    .bind("group", group.value())
                    .bind("kind", kind.name())
                    .bind("source", direction.source().value())
                    .bind("replica", direction.replica().value())
                    .bind("epoch", epoch.number())
                    .bind("started", Columns.time(now))
                    .bind("result", RunResult.RUNNING.name())
                    .execute();
            return run;
        });
    }

    @Override
    public void end(RunId run, RunResult result, Map<String, Integer> counts, String message) {
        database.useChange(handle -> handle.createUpdate("""
                        UPDATE runs SET ended_at = :ended, result = :result, counts = :counts, message = :message
                        WHERE id = :id AND NOT (ended_at IS NOT NULL AND result = :result)
                        """)
                .bind("ended", Columns.time(clock.instant()))
                .bind("result", result.name())
                .bind("counts", Columns.json(counts))
                .bind("message", message)
                .bind("id", run.value())
                .execute());
    }

    @Override
    public void resume(RunId run) {
        database.useChange(handle -> handle.createUpdate("""
                        UPDATE runs SET ended_at = NULL, result = :result, counts = '{}', message = NULL WHERE id = :id
                        """)
                .bind("result", RunResult.RUNNING.name())
                .bind("id", run.value())
                .execute());
    }

    @Override
    public Optional<Run> find(RunId run) {
        return select("WHERE id = :id", Map.of("id", run.value()), 1).stream().findFirst();
    }

    @Override
    public Optional<Run> latest(GroupName group, RunKind... kinds) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT * FROM runs WHERE group_name = :group AND kind IN (<kinds>)
                        ORDER BY number DESC FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("group", group.value())
                .bindList("kinds", Stream.of(kinds).map(RunKind::name).toList())
                .map((row, context) -> run(row))
                .findOne());
    }

    @Override
    public List<Run> open(GroupName group, RunKind... kinds) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT * FROM runs WHERE group_name = :group AND kind IN (<kinds>) AND result IN (<open>)
                        ORDER BY number DESC
                        """)
                .bind("group", group.value())
                .bindList("kinds", Stream.of(kinds).map(RunKind::name).toList())
                .bindList("open", List.of(RunResult.RUNNING.name(), RunResult.INTERRUPTED.name()))
                .map((row, context) -> run(row))
                .list());
    }

    @Override
    public Optional<Run> latestSuccess(GroupName group, RunKind kind) {
        return select(
                        "WHERE group_name = :group AND kind = :kind AND result = :result",
                        Map.of("group", group.value(), "kind", kind.name(), "result", RunResult.SUCCEEDED.name()),
                        1)
                .stream()
                .findFirst();
    }

    @Override
    public List<Run> history(Collection<GroupName> groups, int limit) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT * FROM runs WHERE group_name IN (<groups>) ORDER BY number DESC FETCH FIRST :limit ROWS ONLY
                        """)
                .bindList("groups", groups.stream().map(GroupName::value).toList())
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
    }

    @Override
    public boolean isCopied(RunId run) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT COUNT(*) FROM runs JOIN epochs ON epochs.group_name = runs.group_name
                        WHERE runs.id = :id AND unproven_since IS NOT NULL AND number <= unproven_run
                        """)
                .bind("id", run.value())
                .mapTo(Long.class)
                .map(count -> count > 0)
                .one());
    }

    private List<Run> select(String where, Map<String, String> bindings, int limit) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT * FROM runs " + where + " ORDER BY number DESC FETCH FIRST " + limit + " ROWS ONLY")
                .bindMap(bindings)
                .map((row, context) -> run(row))
                .list());
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                new RunId(row.getString("id")),
                new GroupName(row.getString("group_name")),
                RunKind.valueOf(row.getString("kind")),
                Columns.direction(row),
                new Epoch(row.getLong("epoch")),
                Columns.time(row, "started_at"),
                new RunEnd(
                        Columns.timeOrNull(row, "ended_at"),
                        RunResult.valueOf(row.getString("result")),
                        Columns.counts(row, "counts"),
                        row.getString("message")));
    }
}
