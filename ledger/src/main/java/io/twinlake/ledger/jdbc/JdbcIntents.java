package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Intents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Intents whose outcome is open, one row each. */
record JdbcIntents(Database database) implements Intents {
    private static final String SELECT = "SELECT i.*, r.source_region, r.replica_region, r.epoch FROM intents i"
            + " JOIN runs r ON r.id = i.run_id ";

    @Override
    public Intent open(
            RunId run,
            SecurableKind kind,
            ObjectName object,
            @Nullable String definition,
            @Nullable Long sourceVersion) {
        String id = UUID.randomUUID().toString();
        return database.change(handle -> {
            handle.createUpdate("""
                            INSERT INTO intents (id, run_id, kind, object, definition, source_version, commits)
                            VALUES (:id, :run, :kind, :object, :definition, :version, 0)
                            """)
                    .bind("id", id)
                    .bind("run", run.value())
                    .bind("kind", kind.name())
                    .bind("object", object.toString())
                    .bind("definition", definition)
                    .bind("version", sourceVersion)
                    .execute();
            return find(handle, id);
        });
    }

    @Override
    public Intent expectCommit(Intent intent) {
        return count(intent, 1);
    }

    @Override
    public Intent withdrawCommit(Intent intent) {
        return count(intent, -1);
    }

    private Intent count(Intent intent, int more) {
        return database.change(handle -> {
            handle.createUpdate("UPDATE intents SET commits = commits + :more WHERE id = :id")
                    .bind("more", more)
                    .bind("id", intent.id())
                    .execute();
            return find(handle, intent.id());
        });
    }

    @Override
    public void close(Collection<Intent> intents) {
        database.useChange(handle -> close(handle, intents));
    }

    static void close(Handle handle, Collection<Intent> intents) {
        if (intents.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("DELETE FROM intents WHERE id = :id");
        intents.forEach(intent -> batch.bind("id", intent.id()).add());
        batch.execute();
    }

    @Override
    public List<Intent> open(GroupName group) {
        return database.inTransaction(handle -> handle.createQuery(
                        SELECT + "WHERE r.group_name = :group ORDER BY r.number, i.kind, i.object, i.id")
                .bind("group", group.value())
                .map((row, context) -> intent(row))
                .list());
    }

    private static Intent find(Handle handle, String id) {
        return handle.createQuery(SELECT + "WHERE i.id = :id")
                .bind("id", id)
                .map((row, context) -> intent(row))
                .one();
    }

    private static Intent intent(ResultSet row) throws SQLException {
        return new Intent(
                row.getString("id"),
                new RunId(row.getString("run_id")),
                Columns.direction(row),
                new Epoch(row.getLong("epoch")),
                SecurableKind.valueOf(row.getString("kind")),
                ObjectName.parse(row.getString("object")),
                new Intent.Traces(
                        row.getString("definition"),
                        Columns.numberOrNull(row, "source_version"),
                        row.getInt("commits")));
    }
}
