package io.twinlake.ledger.jdbc;

import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Leases, one row each, each step one conditional update by the database's clock. */
record JdbcLeases(Database database) implements Leases {
    private static final String LATER = "CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND";

    @Override
    public LeaseAttempt acquire(LeaseName name, String owner, Duration timeToLive) {
        ensureRow(name);
        return database.inTransaction(handle -> {
            boolean taken = handle.createUpdate("UPDATE leases SET owner = :owner, fence = fence + 1,"
                                    + " taken_at = CURRENT_TIMESTAMP, ends_at = " + LATER
                                    + " WHERE name = :name AND ends_at <= CURRENT_TIMESTAMP")
                            .bind("owner", owner)
                            .bind("millis", Math.toIntExact(timeToLive.toMillis()))
                            .bind("name", name.value())
                            .execute()
                    == 1;
            Lease lease = find(handle, name).orElseThrow();
            return taken ? new LeaseAttempt.Acquired(lease) : new LeaseAttempt.HeldByOther(lease);
        });
    }

    @Override
    public boolean renew(Lease lease, Duration timeToLive) {
        return database.inTransaction(handle -> handle.createUpdate("UPDATE leases SET ends_at = " + LATER
                                + " WHERE name = :name AND fence = :fence AND owner = :owner")
                        .bind("millis", Math.toIntExact(timeToLive.toMillis()))
                        .bind("name", lease.name().value())
                        .bind("fence", lease.fence())
                        .bind("owner", lease.owner())
                        .execute()
                == 1);
    }

    @Override
    public void release(Lease lease) {
        String ended = lease.name().isOfRun()
                ? "DELETE FROM leases"
                : "UPDATE leases SET owner = '', ends_at = CURRENT_TIMESTAMP";
        database.useTransaction(
                handle -> handle.createUpdate(ended + " WHERE name = :name AND fence = :fence AND owner = :owner")
                        .bind("name", lease.name().value())
                        .bind("fence", lease.fence())
                        .bind("owner", lease.owner())
                        .execute());
    }

    @Override
    public void endAll() {
        database.useTransaction(handle -> handle.execute("UPDATE leases SET owner = '', ends_at = CURRENT_TIMESTAMP"));
    }

    @Override
    public Optional<Lease> current(LeaseName name) {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT * FROM leases WHERE name = :name AND ends_at > CURRENT_TIMESTAMP")
                        .bind("name", name.value())
                        .map((row, context) -> read(row))
                        .findOne());
    }

    /** A lease never taken is one that has run out: so taking it is the same update for all. */
    private void ensureRow(LeaseName name) {
        if (database.inTransaction(handle -> find(handle, name)).isPresent()) {
            return;
        }
        database.insertIfAbsent(
                handle -> handle.createUpdate("""
                        INSERT INTO leases (name, owner, fence, taken_at, ends_at)
                        VALUES (:name, '', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                        """).bind("name", name.value()).execute());
    }

    private static Optional<Lease> find(Handle handle, LeaseName name) {
        return handle.createQuery("SELECT * FROM leases WHERE name = :name")
                .bind("name", name.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Lease read(ResultSet row) throws SQLException {
        return new Lease(
                new LeaseName(row.getString("name")),
                row.getString("owner"),
                row.getLong("fence"),
                Columns.time(row, "taken_at"),
                Columns.time(row, "ends_at"));
    }
}
