package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.LedgerSilent;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private static final int MAKERS = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void bringsTheTablesOfBatchAndQuartzToo(TestDatabase database) throws SQLException {
        try (JdbcLedger ledger = JdbcLedger.open(database.fresh(folder), Clock.systemUTC());
                Connection connection = ledger.dataSource().getConnection()) {
            assertThat(tables(connection))
                    .contains("runs", "replica_states", "audit_events")
                    .contains("batch_job_instance", "batch_job_execution", "batch_step_execution_context")
                    .contains("qrtz_job_details", "qrtz_triggers", "qrtz_cron_triggers", "qrtz_locks");
            assertThat(column(connection, "SELECT lock_name FROM qrtz_locks WHERE sched_name = 'twinlake' ORDER BY 1"))
                    .containsExactly("STATE_ACCESS", "TRIGGER_ACCESS");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void letsOneProcessOpenTheSameLedgerTwice(TestDatabase database) {
        LedgerLocation location = database.fresh(folder);
        try (JdbcLedger first = JdbcLedger.open(location, Clock.systemUTC());
                JdbcLedger second = JdbcLedger.open(location, Clock.systemUTC())) {
            first.audit().append("ann", "sync", java.util.Map.of());

            assertThat(second.audit().list(1, 10)).hasSize(1);
        }
    }

    @Test
    void makesTheFoldersOfANewFile() {
        Path file = folder.resolve("a/b/ledger");

        JdbcLedger.open(new LedgerLocation("jdbc:h2:file:" + file, null, null), Clock.systemUTC())
                .close();

        assertThat(Path.of(file + ".mv.db")).isRegularFile();
    }

    @Test
    void refusesAFileThatIsNoLedger() throws IOException {
        Path file = folder.resolve("ledger");
        Files.writeString(Path.of(file + ".mv.db"), "not a database");
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:" + file, null, null);

        assertThatThrownBy(() -> JdbcLedger.open(location, Clock.systemUTC()))
                .isExactlyInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8192})
    void takesAFileThatLostItsTablesForADamagedLedgerAndNotForANewOne(long left) throws IOException {
        LedgerLocation location = TestDatabase.H2.fresh(folder);
        JdbcLedger.open(location, Clock.systemUTC()).close();
        try (FileChannel file = FileChannel.open(Path.of(location.path() + ".mv.db"), StandardOpenOption.WRITE)) {
            file.truncate(left);
        }

        assertThatThrownBy(() -> JdbcLedger.open(location, Clock.systemUTC()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(location.path().toString());
    }

    @Test
    void leavesNothingOfALedgerThatCouldNotBeMade() throws IOException {
        Path file = folder.resolve("ledger");
        // Its account is no name that H2 takes.
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:" + file, "\0".repeat(300), null);

        assertThatThrownBy(() -> JdbcLedger.open(location, Clock.systemUTC())).isInstanceOf(LedgerException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesALedgerOnceWhereManyMakeItAtTheSameMoment() throws Exception {
        LedgerLocation location = TestDatabase.H2.fresh(folder);
        CyclicBarrier start = new CyclicBarrier(MAKERS);
        ExecutorService makers = Executors.newFixedThreadPool(MAKERS);
        try {
            List<Future<JdbcLedger>> opened = new ArrayList<>();
            for (int maker = 0; maker < MAKERS; maker++) {
                opened.add(makers.submit(() -> {
                    start.await();
                    return JdbcLedger.open(location, Clock.systemUTC());
                }));
            }
            for (int maker = 0; maker < MAKERS; maker++) {
                opened.get(maker).get().audit().append("maker " + maker, "sync", java.util.Map.of());
            }

            assertThat(opened.get(0).get().audit().list(1, 10)).hasSize(MAKERS);
            for (Future<JdbcLedger> each : opened) {
                each.get().close();
            }
        } finally {
            makers.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void saysWhichServerDoesNotAnswerAndNoSecret() throws IOException {
        // Bound and not listened on: nobody else can come to listen there.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "jdbc:postgresql://127.0.0.1:" + taken.getLocalPort() + "/twinlake";
            LedgerLocation location = new LedgerLocation(url + "?password=hush", "ann", null);

            assertThatThrownBy(() -> JdbcLedger.open(location, Clock.systemUTC()))
                    .isExactlyInstanceOf(LedgerSilent.class)
                    .hasMessageContaining(url)
                    .hasMessageContaining("does not answer")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void goesOnNumberingBehindRowsWhoseRestoreWasKilled() throws SQLException {
        LedgerLocation location = TestDatabase.H2.fresh(folder);
        GroupName gold = new GroupName("gold");
        Direction there = new Direction(new RegionName("west"), new RegionName("north"));
        Tenure tenure = Tenure.of(gold, Epoch.FIRST);
        Run restored;
        try (JdbcLedger ledger = JdbcLedger.open(location, Clock.systemUTC());
                Connection connection = ledger.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            ledger.epochs().current(gold, there.source());
            restored = ledger.under(tenure).runs().start(gold, RunKind.SYNC, there, Epoch.FIRST);
            // What a restore that ends before it numbers leaves behind: rows, and a database that begins at 1.
            sql.execute("ALTER TABLE runs ALTER COLUMN number RESTART WITH 1");
        }
        try (JdbcLedger ledger = JdbcLedger.open(location, Clock.systemUTC())) {
            Run next = ledger.under(tenure).runs().start(gold, RunKind.SYNC, there, Epoch.FIRST);

            assertThat(ledger.runs().history(List.of(gold), 10))
                    .extracting(Run::id)
                    .containsExactly(next.id(), restored.id());
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        List<String> names = new ArrayList<>();
        try (ResultSet tables =
                metadata.getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
