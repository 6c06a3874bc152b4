package io.twinlake.ledger.jdbc;

import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.ReplicaState;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Intents whose outcome is open. */
record JdbcIntents(Database database) {
    /** Opens those that are not open yet: a resumed run says again what it is about to do. */
    void open(RunId run, int wave, Collection<Intent> wanted) {
        database.useChange(handle -> {
            Set<Intent> fresh = new HashSet<>(wanted);
            fresh.removeAll(open(handle, run));
            if (fresh.isEmpty()) {
                return;
            }
            PreparedBatch batch = handle.prepareBatch(
                    "INSERT INTO intents (run_id, kind, object, wave) VALUES (:run, :kind, :object, :wave)");
            fresh.forEach(intent -> batch.bind("run", run.value())
                    .bind("kind", intent.kind().name())
                    .bind("object", intent.object().toString())
                    .bind("wave", wave)
                    .add());
            batch.execute();
        });
    }

    /** The run's open intents, in the order of their waves. */
    List<Intent> open(RunId run) {
        return database.inTransaction(handle -> open(handle, run));
    }

    void close(Handle handle, RunId run, Collection<ReplicaState> decided) {
        if (decided.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("DELETE FROM intents WHERE run_id = :run AND kind = :kind AND object = :object");
        decided.forEach(state -> batch.bind("run", run.value())
                .bind("kind", state.kind().name())
                .bind("object", state.object().toString())
                .add());
        batch.execute();
    }

    private static List<Intent> open(Handle handle, RunId run) {
        return handle.createQuery("SELECT kind, object FROM intents WHERE run_id = :run ORDER BY wave, kind, object")
                .bind("run", run.value())
                .map((row, context) -> new Intent(
                        SecurableKind.valueOf(row.getString("kind")), ObjectName.parse(row.getString("object"))))
                .list();
    }
}
