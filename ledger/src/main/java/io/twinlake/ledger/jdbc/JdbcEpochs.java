package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The epoch of each group where no witness holds it, and the copy where one does. */
record JdbcEpochs(Database database, Clock clock) implements Epochs {
    @Override
    public EpochState current(GroupName group, RegionName home) {
        return find(group).orElseGet(() -> {
            insertIfAbsent(new EpochState(group, Epoch.FIRST, home, clock.instant()));
            return find(group).orElseThrow();
        });
    }

    @Override
    public void require(GroupName group, Epoch held) {
        Epoch current = find(group).map(EpochState::epoch).orElse(Epoch.FIRST);
        if (!current.equals(held)) {
            throw new StaleEpochException(group, held, current);
        }
    }

    @Override
    public Promotion promote(GroupName group, Epoch held, RegionName to, String owner, String reason) {
        Instant now = Columns.kept(clock.instant());
        EpochState next = new EpochState(group, held.next(), to, now, owner);
        boolean moved = database.inTransaction(handle -> {
            TenureCheck.lockEpoch(handle, group);
            database.requireLeases(handle);
            return handle.createUpdate("""
                        UPDATE epochs SET epoch = :epoch, effective_primary = :primary, since = :since, owner = :owner, reason = :reason,
                          unproven_since = CASE WHEN :rollback THEN unproven_since END, unproven_run = CASE WHEN :rollback THEN unproven_run END
                        WHERE group_name = :group AND epoch = :held
                        """)
                            .bind("epoch", next.epoch().number())
                            .bind("primary", to.value())
                            .bind("since", Columns.time(now))
                            .bind("owner", owner)
                            .bind("reason", reason)
                            .bind("rollback", next.isRollback())
                            .bind("group", group.value())
                            .bind("held", held.number())
                            .execute()
                    == 1;
        });
        EpochState known = known(group);
        boolean ours = known.epoch().equals(next.epoch())
                && known.effectivePrimary().equals(to)
                && known.owner().equals(owner);
        return moved || ours ? new Promotion.Promoted(known) : new Promotion.Lost(known);
    }

    @Override
    public void record(EpochState state) {
        insertIfAbsent(state);
        database.useTransaction(handle -> {
            bound(handle, """
                            UPDATE epochs SET epoch = :epoch, effective_primary = :primary, since = :since, owner = :owner, reason = NULL,
                              unproven_since = NULL, unproven_run = NULL
                            WHERE group_name = :group AND epoch < :epoch
                            """, state).execute();
            handle.createUpdate("""
                            UPDATE epochs SET unproven_since = NULL, unproven_run = NULL
                            WHERE group_name = :group AND epoch = :epoch AND effective_primary = :primary AND unproven_since IS NOT NULL
                            """)
                    .bind("group", state.group().value())
                    .bind("epoch", state.epoch().number())
                    .bind("primary", state.effectivePrimary().value())
                    .execute();
        });
    }

    private EpochState known(GroupName group) {
        return find(group).orElseThrow(() -> new IllegalStateException("nobody asked for the epoch of " + group));
    }

    private void insertIfAbsent(EpochState state) {
        if (find(state.group()).isEmpty()) {
            database.insertIfAbsent(handle -> insert(handle, state));
        }
    }

    private static void insert(Handle handle, EpochState state) {
        bound(handle, """
                        INSERT INTO epochs (group_name, epoch, effective_primary, since, owner)
                        VALUES (:group, :epoch, :primary, :since, :owner)
                        """, state).execute();
    }

    private static Update bound(Handle handle, String sql, EpochState state) {
        return handle.createUpdate(sql)
                .bind("owner", state.owner())
                .bind("group", state.group().value())
                .bind("epoch", state.epoch().number())
                .bind("primary", state.effectivePrimary().value())
                .bind("since", Columns.time(state.since()));
    }

    private Optional<EpochState> find(GroupName group) {
        return database.inTransaction(handle -> handle.createQuery("SELECT * FROM epochs WHERE group_name = :group")
                .bind("group", group.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    static EpochState read(ResultSet row) throws SQLException {
        @Nullable String owner = row.getString("owner");
        return new EpochState(
                new GroupName(row.getString("group_name")),
                new Epoch(row.getLong("epoch")),
                new RegionName(row.getString("effective_primary")),
                Columns.time(row, "since"),
                owner == null ? "" : owner,
                Optional.ofNullable(Columns.timeOrNull(row, "unproven_since")));
    }
}
