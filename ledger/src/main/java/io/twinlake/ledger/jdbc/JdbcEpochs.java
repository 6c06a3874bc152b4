package io.twinlake.ledger.jdbc;

import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.EpochGuard;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.StaleEpochException;
import java.time.Clock;
import java.util.Optional;

/** The epoch of each group where no witness holds it. */
record JdbcEpochs(Database database, Clock clock) implements EpochGuard {
    @Override
    public EpochState current(GroupName group, RegionName home) {
        return find(group).orElseGet(() -> {
            database.insertIfAbsent(handle -> handle.createUpdate("""
                            INSERT INTO epochs (group_name, epoch, effective_primary, since)
                            VALUES (:group, :epoch, :home, :since)
                            """)
                    .bind("group", group.value())
                    .bind("epoch", Epoch.FIRST.number())
                    .bind("home", home.value())
                    .bind("since", Columns.time(clock.instant()))
                    .execute());
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

    private Optional<EpochState> find(GroupName group) {
        return database.inTransaction(handle -> handle.createQuery("SELECT * FROM epochs WHERE group_name = :group")
                .bind("group", group.value())
                .map((row, context) -> new EpochState(
                        new GroupName(row.getString("group_name")),
                        new Epoch(row.getLong("epoch")),
                        new RegionName(row.getString("effective_primary")),
                        Columns.time(row, "since")))
                .findOne());
    }
}
