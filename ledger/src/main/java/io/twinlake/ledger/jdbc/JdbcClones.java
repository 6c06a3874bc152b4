package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Clones;
import io.twinlake.ledger.state.Throughput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Deep clones, one row per run and table. */
record JdbcClones(Database database) implements Clones {
    private static final String UPDATE = """
            UPDATE clones SET source_table_id = :sourceTableId, source_version = :sourceVersion,
              source_committed_at = :committed, statement_id = :statement, replica_version = :replicaVersion, files = :files,
              bytes = :bytes, mode = :mode, state = :state
            WHERE run_id = :run AND group_name = :group AND object = :object
            """;
    private static final String INSERT = """
            INSERT INTO clones (run_id, group_name, object, source_table_id, source_version, source_committed_at, statement_id,
              replica_version, files, bytes, mode, state)
            VALUES (:run, :group, :object, :sourceTableId, :sourceVersion, :committed, :statement, :replicaVersion, :files,
              :bytes, :mode, :state)
            """;

    @Override
    public void put(CloneRecord clone) {
        database.useChange(handle -> {
            if (write(handle, UPDATE, clone) == 0) {
                write(handle, INSERT, clone);
            }
        });
    }

    private static int write(Handle handle, String sql, CloneRecord clone) {
        CloneRecord.@Nullable Mode mode = clone.mode();
        return handle.createUpdate(sql)
                .bind("run", clone.run().value())
                .bind("group", clone.group().value())
                .bind("object", clone.object().toString())
                .bind("sourceTableId", clone.source().tableId())
                .bind("sourceVersion", clone.source().version())
                .bind("committed", Columns.time(clone.source().committedAt()))
                .bind("statement", clone.statementId())
                .bind("replicaVersion", clone.copy().version())
                .bind("files", clone.copy().files())
                .bind("bytes", clone.copy().bytes())
                .bind("mode", mode == null ? null : mode.word())
                .bind("state", clone.state().name())
                .execute();
    }

    @Override
    public Optional<CloneRecord> find(RunId run, GroupName group, ObjectName object) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT * FROM clones WHERE run_id = :run AND group_name = :group AND object = :object")
                .bind("run", run.value())
                .bind("group", group.value())
                .bind("object", object.toString())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public Optional<CloneRecord> latestDone(GroupName group, ObjectName object) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT c.* FROM clones c JOIN runs r ON r.id = c.run_id
                        WHERE c.group_name = :group AND c.object = :object AND c.state = :done
                        ORDER BY r.number DESC FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("group", group.value())
                .bind("object", object.toString())
                .bind("done", CloneRecord.State.DONE.name())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<CloneRecord> ofRun(RunId run) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM clones WHERE run_id = :run ORDER BY object")
                        .bind("run", run.value())
                        .map((row, context) -> read(row))
                        .list());
    }

    @Override
    public Optional<Throughput> largest(GroupName group, long least) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT r.id, r.started_at, r.ended_at, SUM(c.bytes) AS copied FROM clones c JOIN runs r ON r.id = c.run_id
                        WHERE c.group_name = :group AND c.state = :done AND r.ended_at IS NOT NULL
                        GROUP BY r.id, r.started_at, r.ended_at HAVING SUM(c.bytes) >= :least
                        ORDER BY copied DESC, r.id FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("group", group.value())
                .bind("done", CloneRecord.State.DONE.name())
                .bind("least", least)
                .map((row, context) -> new Throughput(
                        new RunId(row.getString("id")),
                        row.getLong("copied"),
                        Duration.between(Columns.time(row, "started_at"), Columns.time(row, "ended_at"))))
                .findOne());
    }

    @Override
    public List<CloneRecord> inFlight(GroupName group, RegionName replica) {
        return database.inTransaction(handle -> handle.createQuery("""
                        SELECT c.* FROM clones c JOIN runs r ON r.id = c.run_id
                        WHERE c.group_name = :group AND r.replica_region = :replica AND (c.state = :submitted
                          OR c.state = :intended AND NOT EXISTS (
                            SELECT 1 FROM clones later JOIN runs lr ON lr.id = later.run_id
                            WHERE later.group_name = c.group_name AND later.object = c.object AND later.state = :done
                              AND lr.replica_region = r.replica_region AND lr.number > r.number))
                        ORDER BY r.number, c.object
                        """)
                .bind("group", group.value())
                .bind("submitted", CloneRecord.State.SUBMITTED.name())
                .bind("intended", CloneRecord.State.INTENDED.name())
                .bind("done", CloneRecord.State.DONE.name())
                .bind("replica", replica.value())
                .map((row, context) -> read(row))
                .list());
    }

    private static CloneRecord read(ResultSet row) throws SQLException {
        @Nullable String mode = row.getString("mode");
        return new CloneRecord(
                new RunId(row.getString("run_id")),
                new GroupName(row.getString("group_name")),
                ObjectName.parse(row.getString("object")),
                new CloneRecord.Source(
                        row.getString("source_table_id"),
                        row.getLong("source_version"),
                        Columns.time(row, "source_committed_at")),
                mode == null ? null : CloneRecord.Mode.of(mode),
                row.getString("statement_id"),
                new CloneRecord.Copy(
                        Columns.numberOrNull(row, "replica_version"),
                        Columns.numberOrNull(row, "files"),
                        Columns.numberOrNull(row, "bytes")),
                CloneRecord.State.valueOf(row.getString("state")));
    }
}
