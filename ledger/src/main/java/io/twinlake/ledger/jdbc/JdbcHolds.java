package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.Holds;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Holds, one row per group that is held. */
record JdbcHolds(Database database, Clock clock) implements Holds {
    private static final String UPDATE = "UPDATE holds SET reason = :reason, run_id = :run WHERE group_name = :group";
    private static final String UPDATE_OWN =
            "UPDATE holds SET reason = CASE WHEN run_id = :run THEN :reason ELSE reason END WHERE group_name = :group";
    private static final String INSERT =
            "INSERT INTO holds (group_name, reason, run_id, since) VALUES (:group, :reason, :run, :since)";

    @Override
    public Hold hold(GroupName group, String reason, RunId run) {
        Function<Handle, Update> update = handle -> bound(handle, UPDATE, group, reason, run);
        Function<Handle, Update> insert = insert(group, reason, run);
        if (database.hasTenure()) {
            database.put(update, insert);
        } else {
            database.write(update, insert);
        }
        return current(group).orElseThrow();
    }

    @Override
    public Hold holdUnlessHeld(GroupName group, String reason, RunId run) {
        database.put(handle -> bound(handle, UPDATE_OWN, group, reason, run), insert(group, reason, run));
        return current(group).orElseThrow();
    }

    private Function<Handle, Update> insert(GroupName group, String reason, RunId run) {
        Instant now = Columns.kept(clock.instant());
        return handle -> bound(handle, INSERT, group, reason, run).bind("since", Columns.time(now));
    }

    @Override
    public Optional<Hold> current(GroupName group) {
        return database.inTransaction(handle -> handle.createQuery("SELECT * FROM holds WHERE group_name = :group")
                .bind("group", group.value())
                .map((row, context) -> new Hold(
                        group, row.getString("reason"), new RunId(row.getString("run_id")), Columns.time(row, "since")))
                .findOne());
    }

    @Override
    public boolean release(Hold hold) {
        return database.change(
                handle -> handle.createUpdate("DELETE FROM holds WHERE group_name = :group AND run_id = :run")
                                .bind("group", hold.group().value())
                                .bind("run", hold.run().value())
                                .execute()
                        == 1);
    }

    private static Update bound(Handle handle, String sql, GroupName group, String reason, RunId run) {
        return handle.createUpdate(sql)
                .bind("group", group.value())
                .bind("reason", reason)
                .bind("run", run.value());
    }
}
