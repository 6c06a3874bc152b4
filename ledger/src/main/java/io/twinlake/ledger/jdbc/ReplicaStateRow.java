package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A row of {@code replica_states}. */
final class ReplicaStateRow {
    private static final String UPDATE = """
            UPDATE replica_states SET replica_object = :replicaObject, source_region = :source, replica_region = :replica,
              source_id = :sourceId, replica_id = :replicaId, source_fingerprint = :sourceFingerprint,
              replica_fingerprint = :replicaFingerprint, source_strangers = :sourceStrangers,
              replica_strangers = :replicaStrangers, source_platform_properties = :sourcePlatformProperties,
              replica_platform_properties = :replicaPlatformProperties, source_settled = :sourceSettled,
              replica_settled = :replicaSettled, source_version = :sourceVersion, replica_version = :replicaVersion,
              point_in_time = :pointInTime, outcome = :outcome, category = :category, message = :message, next = :next,
              gone_since = :goneSince, changed_by = :changedBy
            WHERE group_name = :group AND kind = :kind AND object = :object
            """;
    private static final String INSERT = """
            INSERT INTO replica_states (group_name, kind, object, replica_object, source_region, replica_region, source_id,
              replica_id, source_fingerprint, replica_fingerprint, source_strangers, replica_strangers, source_platform_properties,
              replica_platform_properties, source_settled, replica_settled, source_version, replica_version, point_in_time, outcome, category, message, next, gone_since,
              changed_by)
            VALUES (:group, :kind, :object, :replicaObject, :source, :replica, :sourceId, :replicaId, :sourceFingerprint,
              :replicaFingerprint, :sourceStrangers, :replicaStrangers, :sourcePlatformProperties, :replicaPlatformProperties,
              :sourceSettled, :replicaSettled, :sourceVersion, :replicaVersion, :pointInTime, :outcome, :category, :message, :next,
              :goneSince, :changedBy)
            """;

    private ReplicaStateRow() {}

    static void write(Handle handle, ReplicaState state, boolean exists) {
        Side source = state.pair().source();
        Side replica = state.pair().replica();
        @Nullable Failure failure = state.failure();
        handle.createUpdate(exists ? UPDATE : INSERT)
                .bind("group", state.group().value())
                .bind("kind", state.kind().name())
                .bind("object", state.object().toString())
                .bind("replicaObject", state.object().toString())
                .bind("source", state.direction().source().value())
                .bind("replica", state.direction().replica().value())
                .bind("sourceId", source.id())
                .bind("replicaId", replica.id())
                .bind("sourceFingerprint", source.fingerprint())
                .bind("replicaFingerprint", replica.fingerprint())
                .bind("sourceStrangers", lines(source.strangers()))
                .bind("replicaStrangers", lines(replica.strangers()))
                .bind("sourcePlatformProperties", Columns.jsonOrNull(source.platformProperties()))
                .bind("replicaPlatformProperties", Columns.jsonOrNull(replica.platformProperties()))
                .bind("sourceSettled", source.settled())
                .bind("replicaSettled", replica.settled())
                .bind("sourceVersion", source.version())
                .bind("replicaVersion", replica.version())
                .bind("pointInTime", Columns.time(state.pair().pointInTime()))
                .bind("outcome", state.outcome().name())
                .bind("category", failure == null ? null : failure.category())
                .bind("message", failure == null ? null : failure.message())
                .bind("next", failure == null ? null : failure.next())
                .bind("goneSince", Columns.time(state.pair().goneSince()))
                .bind("changedBy", state.changedBy().value())
                .execute();
    }

    static ReplicaState read(ResultSet row) throws SQLException {
        return new ReplicaState(
                new GroupName(row.getString("group_name")),
                SecurableKind.valueOf(row.getString("kind")),
                ObjectName.parse(row.getString("object")),
                Columns.direction(row),
                new Pair(
                        side(row, "source"),
                        side(row, "replica"),
                        Columns.timeOrNull(row, "point_in_time"),
                        Columns.timeOrNull(row, "gone_since")),
                Outcome.valueOf(row.getString("outcome")),
                failure(row),
                new RunId(row.getString("changed_by")));
    }

    private static Side side(ResultSet row, String name) throws SQLException {
        return new Side(
                row.getString(name + "_id"),
                row.getString(name + "_fingerprint"),
                Columns.numberOrNull(row, name + "_version"),
                Columns.numberOrNull(row, name + "_settled"),
                strangers(row.getString(name + "_strangers")),
                Columns.textsOrNone(row, name + "_platform_properties"));
    }

    private static @Nullable String lines(SortedSet<String> names) {
        return names.isEmpty() ? null : String.join("\n", names);
    }

    private static SortedSet<String> strangers(@Nullable String lines) {
        return lines == null ? new TreeSet<>() : new TreeSet<>(lines.lines().toList());
    }

    private static @Nullable Failure failure(ResultSet row) throws SQLException {
        String category = row.getString("category");
        return category == null ? null : new Failure(category, row.getString("message"), row.getString("next"));
    }

    /** The state as its row would give it back, had the given run written it. */
    static ReplicaState kept(ReplicaState state, RunId changedBy) {
        Pair pair = state.pair();
        return new ReplicaState(
                state.group(),
                state.kind(),
                state.object(),
                state.direction(),
                new Pair(pair.source(), pair.replica(), kept(pair.pointInTime()), kept(pair.goneSince())),
                state.outcome(),
                state.failure(),
                changedBy);
    }

    private static @Nullable Instant kept(@Nullable Instant instant) {
        return instant == null ? null : Columns.kept(instant);
    }
}
