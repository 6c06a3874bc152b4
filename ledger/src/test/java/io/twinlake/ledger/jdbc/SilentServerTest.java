package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.LedgerLocation;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.LedgerSilent;
import io.twinlake.ledger.lease.LeaseName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that accepts and never answers, or falls silent, or keeps a row locked. */
class SilentServerTest {
    @TempDir
    private Path folder;

    private Relay relay;

    @AfterEach
    void close() throws IOException {
        if (relay != null) {
            relay.close();
        }
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsFoundOutByItself() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/twinlake";
            LedgerLocation location = new LedgerLocation(url, "ann", null);

            assertThatThrownBy(() -> JdbcLedger.open(location, Clock.systemUTC()))
                    .isInstanceOf(LedgerSilent.class)
                    .hasMessageContaining("the ledger " + url + " does not answer");
        }
    }

    @Test
    void aServerThatFallsSilentIsFoundOutByWhoeverWaitsForIt() throws IOException {
        LedgerLocation behind = withTables();
        URI server = URI.create(behind.url().substring("jdbc:".length()));
        relay = Relay.to(server.getPort());
        String url = behind.url().replace(":" + server.getPort(), ":" + relay.port()) + "&socketTimeout=5";
        try (JdbcLedger ledger =
                JdbcLedger.open(new LedgerLocation(url, behind.user(), behind.password()), Clock.systemUTC())) {
            ledger.audit().append("ann", "sync", Map.of());
            relay.fallSilent();

            assertThatThrownBy(() -> ledger.audit().append("ann", "sync", Map.of()))
                    .isInstanceOf(LedgerSilent.class)
                    .hasMessage("the ledger does not answer");
        }
    }

    @Test
    void aRowThatSomebodyKeepsLockedIsToldFromASilentServer() throws SQLException {
        LedgerLocation behind = withTables();
        String url = behind.url() + "&options=-c%20lock_timeout=200";
        try (JdbcLedger ledger =
                        JdbcLedger.open(new LedgerLocation(url, behind.user(), behind.password()), Clock.systemUTC());
                Connection other = ledger.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            ledger.leases().acquire(new LeaseName("gold"), "ann", Duration.ofMinutes(1));
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM audit_head FOR UPDATE");

            assertThatThrownBy(() -> ledger.audit().append("ann", "sync", Map.of()))
                    .isExactlyInstanceOf(LedgerException.class)
                    .hasMessageContaining("locked by somebody else");
            other.rollback();
        }
    }

    @Test
    void locksAreWaitedForShorterThanTheSocketIs() throws SQLException {
        try (JdbcLedger ledger = JdbcLedger.open(TestDatabase.POSTGRESQL.fresh(folder), Clock.systemUTC());
                Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SHOW lock_timeout")) {
            row.next();

            assertThat(row.getString(1)).isEqualTo("10s");
            assertThat(connection.getNetworkTimeout()).isGreaterThan(10_000);
        }
    }

    /** Made with all the patience that making takes: what a test shortens is the patience behind it. */
    private LedgerLocation withTables() {
        LedgerLocation location = TestDatabase.POSTGRESQL.fresh(folder);
        JdbcLedger.open(location, Clock.systemUTC()).close();
        return location;
    }
}
