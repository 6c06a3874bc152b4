package io.twinlake.ledger.jdbc;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contract tests of all ports share: a fresh ledger on one of the databases. */
abstract class LedgerContract {
    static final GroupName GOLD = new GroupName("gold");
    static final RegionName WEST = new RegionName("westeurope");
    static final RegionName NORTH = new RegionName("northeurope");
    static final Direction THERE = new Direction(WEST, NORTH);
    static final Direction BACK = new Direction(NORTH, WEST);

    final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-20T10:00:00.123456Z"));

    private final TestDatabase database;

    /** As long as a name can be, of letters that take the most bytes and compress least. */
    static final ObjectName LONGEST = ObjectName.of(letters(1), letters(2), letters(3));

    @TempDir
    Path folder;

    LedgerLocation location;
    JdbcLedger opened;

    /** As whoever holds the first epoch writes it. */
    Ledger ledger;

    LedgerContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openLedger() {
        location = fresh(folder);
        open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    private static String letters(int seed) {
        return new Random(seed)
                .ints(255, 0x20000, 0x2A6D0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    Run startSync() {
        return ledger.runs().start(GOLD, RunKind.SYNC, THERE, Epoch.FIRST);
    }

    /** Closes the ledger and opens it again: what follows was read from disk. */
    void reopen() {
        ledger.close();
        open();
    }

    private void open() {
        opened = JdbcLedger.open(location, clock);
        opened.epochs().current(GOLD, WEST);
        ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
    }

    /** An empty database, which is as patient as a test's machine may be slow. */
    final LedgerLocation fresh(Path in) {
        return database.withoutHaste(database.fresh(in));
    }

    /** Waits until so many sessions wait for another's lock, or that work ended without. */
    void untilWaiting(int sessions, Future<?> work) throws Exception {
        while (!work.isDone() && waiting() != sessions) {
            Thread.sleep(20);
        }
    }

    private int waiting() throws SQLException {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(database.waiting())) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Does behind the ledger's back what another program, or a person, might. */
    void sql(String statement) throws SQLException {
        try (Connection connection = opened.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
