package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.FenceStates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Fences, one row per group and region. */
record JdbcFenceStates(Database database) implements FenceStates {
    private static final String UPDATE = """
            UPDATE fences SET status = :status, since = :since, run_id = :run, reason = :reason
            WHERE group_name = :group AND region = :region
            """;
    private static final String INSERT = """
            INSERT INTO fences (group_name, region, status, since, run_id, reason)
            VALUES (:group, :region, :status, :since, :run, :reason)
            """;

    @Override
    public void put(FenceState state) {
        database.put(handle -> bound(handle, UPDATE, state), handle -> bound(handle, INSERT, state));
    }

    @Override
    public Optional<FenceState> find(GroupName group, RegionName region) {
        return of(group).stream().filter(state -> state.region().equals(region)).findFirst();
    }

    @Override
    public List<FenceState> of(GroupName group) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM fences WHERE group_name = :group ORDER BY region")
                        .bind("group", group.value())
                        .map((row, context) -> read(row))
                        .list());
    }

    private static Update bound(Handle handle, String sql, FenceState state) {
        return handle.createUpdate(sql)
                .bind("group", state.group().value())
                .bind("region", state.region().value())
                .bind("status", state.status().name())
                .bind("since", Columns.time(state.since()))
                .bind("run", state.run().value())
                .bind("reason", state.reason());
    }

    private static FenceState read(ResultSet row) throws SQLException {
        return new FenceState(
                new GroupName(row.getString("group_name")),
                new RegionName(row.getString("region")),
                FenceState.Status.valueOf(row.getString("status")),
                Columns.time(row, "since"),
                new RunId(row.getString("run_id")),
                row.getString("reason"));
    }
}
