package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** One replication point per group and direction; it only ever grows. */
record JdbcReplicationPoints(Database database) {
    private static final String OF_DIRECTION =
            " WHERE group_name = :group AND source_region = :source AND replica_region = :replica";

    Optional<Instant> find(GroupName group, Direction direction) {
        return database.inTransaction(handle -> find(handle, group, direction));
    }

    /** @param way the direction that was advanced, given the run's */
    void advance(GroupName group, RunId run, UnaryOperator<Direction> way, Instant point) {
        database.useChange(handle -> {
            Direction direction = way.apply(direction(handle, run));
            String change = find(handle, group, direction).isPresent()
                    ? "UPDATE replication_points SET reached = :point, run_id = :run" + OF_DIRECTION
                            + " AND reached < :point"
                    : "INSERT INTO replication_points (group_name, source_region, replica_region, reached, run_id)"
                            + " VALUES (:group, :source, :replica, :point, :run)";
            bind(handle.createUpdate(change), group, direction)
                    .bind("point", Columns.time(point))
                    .bind("run", run.value())
                    .execute();
        });
    }

    private static Optional<Instant> find(Handle handle, GroupName group, Direction direction) {
        return bind(handle.createQuery("SELECT reached FROM replication_points" + OF_DIRECTION), group, direction)
                .map((row, context) -> Columns.time(row, "reached"))
                .findOne();
    }

    private static Direction direction(Handle handle, RunId run) {
        return handle.createQuery("SELECT source_region, replica_region FROM runs WHERE id = :run")
                .bind("run", run.value())
                .map((row, context) -> Columns.direction(row))
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("no run " + run));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, GroupName group, Direction direction) {
        return statement
                .bind("group", group.value())
                .bind("source", direction.source().value())
                .bind("replica", direction.replica().value());
    }
}
