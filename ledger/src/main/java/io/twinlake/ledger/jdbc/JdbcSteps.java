package io.twinlake.ledger.jdbc;

import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Steps, one row each. A run's steps are written by the holder of its lease alone. */
record JdbcSteps(Database database, Clock clock) implements Steps {
    private static final String UPDATE = """
            UPDATE steps SET step = :step, status = :status, attempts = :attempts, started_at = :started, ended_at = :ended,
              details = :details
            WHERE run_id = :run AND position = :position
            """;
    private static final String INSERT = """
            INSERT INTO steps (run_id, position, step, status, attempts, started_at, ended_at, details)
            VALUES (:run, :position, :step, :status, :attempts, :started, :ended, :details)
            """;

    @Override
    public void save(RunbookSnapshot snapshot) {
        database.useChange(handle -> {
            if (snapshot(handle, snapshot.run()).isEmpty()) {
                insert(handle, snapshot);
            }
        });
    }

    private static void insert(Handle handle, RunbookSnapshot snapshot) {
        handle.createUpdate("""
                        INSERT INTO runbooks (run_id, name, text, hash, parameters) VALUES (:run, :name, :text, :hash, :parameters)
                        """)
                .bind("run", snapshot.run().value())
                .bind("name", snapshot.name())
                .bind("text", snapshot.text())
                .bind("hash", snapshot.hash())
                .bind("parameters", Columns.json(snapshot.parameters()))
                .execute();
    }

    @Override
    public Optional<RunbookSnapshot> snapshot(RunId run) {
        return database.inTransaction(handle -> snapshot(handle, run));
    }

    private static Optional<RunbookSnapshot> snapshot(Handle handle, RunId run) {
        return handle.createQuery("SELECT * FROM runbooks WHERE run_id = :run")
                .bind("run", run.value())
                .map((row, context) -> new RunbookSnapshot(
                        run,
                        row.getString("name"),
                        row.getString("text"),
                        row.getString("hash"),
                        Columns.texts(row, "parameters")))
                .findOne();
    }

    @Override
    public StepRecord begin(RunId run, int position, String step) {
        Instant now = Columns.kept(clock.instant());
        return database.change(handle -> {
            Optional<StepRecord> earlier = find(handle, run, position);
            StepRecord begun = new StepRecord(
                    run,
                    position,
                    step,
                    StepStatus.RUNNING,
                    earlier.map(StepRecord::attempts).orElse(0) + 1,
                    now,
                    null,
                    earlier.map(StepRecord::details).orElse(Map.of()));
            write(handle, begun, earlier.isPresent());
            return begun;
        });
    }

    @Override
    public void note(RunId run, int position, Map<String, String> details) {
        database.useChange(handle -> {
            StepRecord step = find(handle, run, position)
                    .orElseThrow(
                            () -> new IllegalStateException("step " + position + " of run " + run + " never began"));
            write(handle, with(step, step.status(), step.endedAt(), details), true);
        });
    }

    @Override
    public void end(RunId run, int position, String step, StepStatus status, Map<String, String> details) {
        Instant now = Columns.kept(clock.instant());
        database.useChange(handle -> {
            Optional<StepRecord> earlier = find(handle, run, position);
            StepRecord begun = earlier.orElseGet(
                    () -> new StepRecord(run, position, step, StepStatus.PENDING, 0, null, null, Map.of()));
            write(handle, with(begun, status, now, details), earlier.isPresent());
        });
    }

    @Override
    public List<StepRecord> of(RunId run) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM steps WHERE run_id = :run ORDER BY position")
                        .bind("run", run.value())
                        .map((row, context) -> read(row))
                        .list());
    }

    private static StepRecord with(
            StepRecord step, StepStatus status, @Nullable Instant endedAt, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(step.details());
        details.putAll(more);
        return new StepRecord(
                step.run(), step.position(), step.step(), status, step.attempts(), step.startedAt(), endedAt, details);
    }

    private static void write(Handle handle, StepRecord step, boolean exists) {
        handle.createUpdate(exists ? UPDATE : INSERT)
                .bind("run", step.run().value())
                .bind("position", step.position())
                .bind("step", step.step())
                .bind("status", step.status().name())
                .bind("attempts", step.attempts())
                .bind("started", Columns.time(step.startedAt()))
                .bind("ended", Columns.time(step.endedAt()))
                .bind("details", Columns.json(step.details()))
                .execute();
    }

    private static Optional<StepRecord> find(Handle handle, RunId run, int position) {
        return handle.createQuery("SELECT * FROM steps WHERE run_id = :run AND position = :position")
                .bind("run", run.value())
                .bind("position", position)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static StepRecord read(ResultSet row) throws SQLException {
        return new StepRecord(
                new RunId(row.getString("run_id")),
                row.getInt("position"),
                row.getString("step"),
                StepStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                Columns.timeOrNull(row, "started_at"),
                Columns.timeOrNull(row, "ended_at"),
                Columns.texts(row, "details"));
    }
}
