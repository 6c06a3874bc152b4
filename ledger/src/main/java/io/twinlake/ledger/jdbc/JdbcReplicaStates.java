package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.ReplicaStates;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** States of objects, one row each; intents stand in a table of their own until their outcome is recorded. */
record JdbcReplicaStates(Database database, JdbcReplicationPoints points) implements ReplicaStates {
    private static final Comparator<ReplicaState> ORDER =
            Comparator.comparing(ReplicaState::kind).thenComparing(ReplicaState::object);

    JdbcReplicaStates(Database database) {
        this(database, new JdbcReplicationPoints(database));
    }

    @Override
    public void record(RunId run, Collection<ReplicaState> states, Collection<Intent> known) {
        database.useChange(handle -> {
            states.forEach(state -> store(handle, state));
            JdbcIntents.close(handle, known);
        });
    }

    private static void store(Handle handle, ReplicaState state) {
        Optional<ReplicaState> stored = find(handle, state.group(), state.kind(), state.object());
        if (stored.filter(before -> sameButForTheRun(before, state)).isPresent()) {
            return;
        }
        ReplicaStateRow.write(handle, state, stored.isPresent());
    }

    private static boolean sameButForTheRun(ReplicaState before, ReplicaState after) {
        return ReplicaStateRow.kept(after, before.changedBy()).equals(before);
    }

    @Override
    public Optional<ReplicaState> find(GroupName group, SecurableKind kind, ObjectName object) {
        return database.inTransaction(handle -> find(handle, group, kind, object));
    }

    private static Optional<ReplicaState> find(Handle handle, GroupName group, SecurableKind kind, ObjectName object) {
        return handle.createQuery(
                        "SELECT * FROM replica_states WHERE group_name = :group AND kind = :kind AND object = :object")
                .bind("group", group.value())
                .bind("kind", kind.name())
                .bind("object", object.toString())
                .map((row, context) -> ReplicaStateRow.read(row))
                .findOne();
    }

    @Override
    public List<ReplicaState> all(GroupName group) {
        return database.inTransaction(handle -> handle
                .createQuery("SELECT * FROM replica_states WHERE group_name = :group")
                .bind("group", group.value())
                .setFetchSize(1000)
                .map((row, context) -> ReplicaStateRow.read(row))
                .stream()
                .sorted(ORDER)
                .toList());
    }

    @Override
    public Map<Outcome, Integer> countByOutcome(GroupName group) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        database.useTransaction(handle -> handle.createQuery(
                        "SELECT outcome, COUNT(*) AS objects FROM replica_states WHERE group_name = :group GROUP BY outcome")
                .bind("group", group.value())
                .map((row, context) -> Map.entry(Outcome.valueOf(row.getString("outcome")), row.getInt("objects")))
                .forEach(count -> counts.put(count.getKey(), count.getValue())));
        return counts;
    }

    @Override
    public void forget(GroupName group, SecurableKind kind, ObjectName object) {
        database.useChange(handle -> {
            // Numbers of what was forgotten come to be seen in their order: a copy reaches up to one of them.
            handle.createQuery("SELECT id FROM export_head FOR UPDATE")
                    .mapTo(Long.class)
                    .one();
            by(
                    handle,
                    "DELETE FROM replica_states WHERE group_name = :group AND kind = :kind AND object = :object",
                    group,
                    kind,
                    object);
            // Copies of the ledger that have left it have the row still.
            by(
                    handle,
                    "INSERT INTO forgotten_states (group_name, kind, object) VALUES (:group, :kind, :object)",
                    group,
                    kind,
                    object);
        });
    }

    private static void by(Handle handle, String sql, GroupName group, SecurableKind kind, ObjectName object) {
        handle.createUpdate(sql)
                .bind("group", group.value())
                .bind("kind", kind.name())
                .bind("object", object.toString())
                .execute();
    }

    @Override
    public Optional<Instant> replicationPoint(GroupName group, Direction direction) {
        return points.find(group, direction);
    }

    @Override
    public void advance(GroupName group, RunId run, Instant point) {
        points.advance(group, run, direction -> direction, point);
    }

    @Override
    public void advanceWayBack(GroupName group, RunId run, Instant point) {
        points.advance(group, run, Direction::reversed, point);
    }
}
