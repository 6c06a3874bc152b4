package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.journal.SwitchJournal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Turned switches, one row per run and switch. */
record JdbcSwitchJournal(Database database) implements SwitchJournal {
    private static final String UPDATE = """
            UPDATE switches SET region = :region, before_values = :before, after_values = :after, etag = :etag, state = :state,
              reached_at = :at
            WHERE run_id = :run AND name = :name
            """;
    private static final String INSERT = """
            INSERT INTO switches (run_id, name, region, before_values, after_values, etag, state, reached_at)
            VALUES (:run, :name, :region, :before, :after, :etag, :state, :at)
            """;

    @Override
    public void put(SwitchEntry entry) {
        database.put(handle -> bound(handle, UPDATE, entry), handle -> bound(handle, INSERT, entry));
    }

    @Override
    public Optional<SwitchEntry> find(RunId run, String switchName) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM switches WHERE run_id = :run AND name = :name")
                        .bind("run", run.value())
                        .bind("name", switchName)
                        .map((row, context) -> read(row))
                        .findOne());
    }

    @Override
    public List<SwitchEntry> of(RunId run) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM switches WHERE run_id = :run ORDER BY reached_at, name")
                        .bind("run", run.value())
                        .map((row, context) -> read(row))
                        .list());
    }

    private static Update bound(Handle handle, String sql, SwitchEntry entry) {
        return handle.createUpdate(sql)
                .bind("run", entry.run().value())
                .bind("name", entry.switchName())
                .bind("region", entry.region().value())
                .bind("before", Columns.json(entry.before()))
                .bind("after", Columns.json(entry.after()))
                .bind("etag", entry.etag())
                .bind("state", entry.state().name())
                .bind("at", Columns.time(entry.at()));
    }

    private static SwitchEntry read(ResultSet row) throws SQLException {
        return new SwitchEntry(
                new RunId(row.getString("run_id")),
                row.getString("name"),
                new RegionName(row.getString("region")),
                Columns.texts(row, "before_values"),
                Columns.texts(row, "after_values"),
                row.getString("etag"),
                SwitchEntry.State.valueOf(row.getString("state")),
                Columns.time(row, "reached_at"));
    }
}
