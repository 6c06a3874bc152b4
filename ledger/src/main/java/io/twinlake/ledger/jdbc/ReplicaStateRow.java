package io.twinlake.ledger.jdbc;

import io.twinlake.config.GroupName;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** A row of {@code replica_states}. */
final class ReplicaStateRow {
    private static final String UPDATE = """
            UPDATE replica_states SET replica_object = :replicaObject, source_region = :source, replica_region = :replica,
              source_id = :sourceId, replica_id = :replicaId, source_fingerprint = :sourceFingerprint,
              replica_fingerprint = :replicaFingerprint, source_version = :sourceVersion, replica_version = :replicaVersion,
              point_in_time = :pointInTime, outcome = :outcome, category = :category, message = :message, next = :next,
              changed_by = :changedBy
            WHERE group_name = :group AND kind = :kind AND object = :object
            """;
    private static final String INSERT = """
            INSERT INTO replica_states (group_name, kind, object, replica_object, source_region, replica_region, source_id,
              replica_id, source_fingerprint, replica_fingerprint, source_version, replica_version, point_in_time, outcome,
              category, message, next, changed_by)
            VALUES (:group, :kind, :object, :replicaObject, :source, :replica, :sourceId, :replicaId, :sourceFingerprint,
              :replicaFingerprint, :sourceVersion, :replicaVersion, :pointInTime, :outcome, :category, :message, :next, :changedBy)
            """;

    private ReplicaStateRow() {}

    static void write(Handle handle, ReplicaState state, boolean exists) {
        handle.createUpdate(exists ? UPDATE : INSERT)
                .bind("group", state.group().value())
                .bind("kind", state.kind().name())
                .bind("object", state.object().toString())
                .bind("replicaObject", state.replicaObject().toString())
                .bind("source", state.direction().source().value())
                .bind("replica", state.direction().replica().value())
                .bind("sourceId", state.sourceId())
                .bind("replicaId", state.replicaId())
                .bind("sourceFingerprint", state.sourceFingerprint())
                .bind("replicaFingerprint", state.replicaFingerprint())
                .bind("sourceVersion", state.sourceVersion())
                .bind("replicaVersion", state.replicaVersion())
                .bind("pointInTime", Columns.time(state.pointInTime()))
                .bind("outcome", state.outcome().name())
                .bind("category", state.category())
                .bind("message", state.message())
                .bind("next", state.next())
                .bind("changedBy", state.changedBy().value())
                .execute();
    }

    static ReplicaState read(ResultSet row) throws SQLException {
        return new ReplicaState(
                new GroupName(row.getString("group_name")),
                ObjectName.parse(row.getString("object")),
                ObjectName.parse(row.getString("replica_object")),
                SecurableKind.valueOf(row.getString("kind")),
                Columns.direction(row),
                row.getString("source_id"),
                row.getString("replica_id"),
                row.getString("source_fingerprint"),
                row.getString("replica_fingerprint"),
                Columns.numberOrNull(row, "source_version"),
                Columns.numberOrNull(row, "replica_version"),
                Columns.timeOrNull(row, "point_in_time"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("category"),
                row.getString("message"),
                row.getString("next"),
                new RunId(row.getString("changed_by")));
    }

    /** The state as its row would give it back, had the given run written it. */
    static ReplicaState kept(ReplicaState state, RunId changedBy) {
        return new ReplicaState(
                state.group(),
                state.object(),
                state.replicaObject(),
                state.kind(),
                state.direction(),
                state.sourceId(),
                state.replicaId(),
                state.sourceFingerprint(),
                state.replicaFingerprint(),
                state.sourceVersion(),
                state.replicaVersion(),
                state.pointInTime() == null ? null : Columns.kept(state.pointInTime()),
                state.outcome(),
                state.category(),
                state.message(),
                state.next(),
                changedBy);
    }
}
