package io.twinlake.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.access.Secret;
import io.twinlake.ledger.failure.LedgerDamaged;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.LedgerInUse;
import io.twinlake.ledger.failure.LedgerSilent;
import io.twinlake.ledger.file.OwnerOnly;
import io.twinlake.ledger.tenure.Tenure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger's database: opened, migrated, and used in short transactions. */
final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 12;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CONNECTION_FAILURE = "08";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final int migration;
    private final @Nullable Tenure tenure;

    private Database(HikariDataSource pool, Jdbi jdbi, int migration, @Nullable Tenure tenure) {
        this.pool = pool;
        this.jdbi = jdbi;
        this.migration = migration;
        this.tenure = tenure;
    }

    /** The same database for a writer whose every change is made only while its tenure lasts. */
    Database under(Tenure held) {
        return new Database(pool, jdbi, migration, held);
    }

    /** @throws LedgerDamaged where a file holds no tables: a new ledger gets its name with all of them */
    static Database open(LedgerLocation location) {
        if (location.isFile()) {
            make(location);
        }
        HikariDataSource pool = connect(location);
        try {
            Flyway tables = tables(pool, location);
            if (location.isFile() && tables.info().applied().length == 0) {
                throw new LedgerDamaged("the ledger " + location + " is damaged: its file holds no tables any more");
            }
            tables.migrate();
            Database database = new Database(pool, Jdbi.create(pool), newest(tables), null);
            if (location.isFile()) {
                // A restore that was killed between its rows and their numbering: H2 commits with each change of a
                // table.
                database.useTransaction(Numbering::continueBehindTheRows);
            }
            return database;
        } catch (FlywayException e) {
            pool.close();
            throw new LedgerException("the ledger " + location + " cannot be brought to this version's tables", e);
        } catch (LedgerDamaged e) {
            pool.close();
            throw e;
        }
    }

    private static int newest(Flyway tables) {
        return tables.info().current().getVersion().getMajor().intValueExact();
    }

    /** The number of the newest migration of the tables, by which whoever reads their rows knows whether he can. */
    int migration() {
        return migration;
    }

    private static Flyway tables(DataSource pool, LedgerLocation location) {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .placeholders(Dialect.of(location).placeholders())
                .load();
    }

    /**
     * Makes a ledger's file whole under a name of its own and gives it the ledger's name then: whoever is killed meanwhile, or finds the
     * disk full, leaves no half of a ledger, and of two who make it at once one does. H2 would make its file as readable as any other.
     */
    private static void make(LedgerLocation location) {
        Path file = fileOf(location.path());
        try {
            Path folder = OwnerOnly.folder(Objects.requireNonNull(file.getParent()));
            if (!Files.exists(file)) {
                Path name = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
                Path fresh = OwnerOnly.file(fileOf(name));
                try {
                    migrateOnce(new LedgerLocation("jdbc:h2:file:" + name, location.user(), location.password()));
                    Files.createLink(file, fresh);
                } catch (FileAlreadyExistsException anotherMadeIt) {
                    LOG.debug("another process has made the ledger meanwhile file={}", file);
                } finally {
                    Files.delete(fresh);
                }
            }
            OwnerOnly.file(file);
        } catch (IOException | FlywayException e) {
            throw new LedgerException("the ledger " + location + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void migrateOnce(LedgerLocation location) {
        try (HikariDataSource pool = connect(location)) {
            tables(pool, location).migrate();
        }
    }

    private static Path fileOf(Path ledger) {
        return Path.of(ledger + ".mv.db").toAbsolutePath();
    }

    private static HikariDataSource connect(LedgerLocation location) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(Dialect.of(location).url(location));
        config.setUsername(location.user());
        config.setPassword(
                Optional.ofNullable(location.password()).map(Secret::value).orElse(""));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(ANSWERS_WITHIN.toMillis());
        Dialect.of(location).settings().forEach(config::addDataSourceProperty);
        Dialect.of(location).firstStatement(location).ifPresent(config::setConnectionInitSql);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw refusal(location, e);
        }
    }

    private static LedgerException refusal(LedgerLocation location, RuntimeException failure) {
        if (isRefusal(failure, refused -> refused.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1)) {
            return new LedgerInUse(location.path(), failure);
        }
        return isSilence(failure)
                ? new LedgerSilent("the ledger " + location + " does not answer", failure)
                : new LedgerException("the ledger " + location + " cannot be opened: " + failure.getMessage(), failure);
    }

    /** No connection came about, or it broke while an answer was waited for. */
    private static boolean isSilence(RuntimeException failure) {
        return isRefusal(
                failure,
                refused -> refused instanceof SQLTransientConnectionException
                        || refused instanceof SQLTimeoutException
                        || String.valueOf(refused.getSQLState()).startsWith(CONNECTION_FAILURE));
    }

    private static boolean isRefusal(RuntimeException failure, Predicate<SQLException> kind) {
        return refusals(failure).anyMatch(kind);
    }

    private static Stream<SQLException> refusals(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }

    DataSource dataSource() {
        return pool;
    }

    <T> T inTransaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw unusable(e);
        }
    }

    /** Reads several times as of one moment. */
    <T> T inSnapshot(Function<Handle, T> reading) {
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, reading::apply);
        } catch (JdbiException e) {
            throw unusable(e);
        }
    }

    void useTransaction(Consumer<Handle> work) {
        inTransaction(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /**
     * Changes what runs did. The writer's tenure is looked at first, in the same transaction, and cannot end before that has: whoever would
     * end it waits.
     *
     * @throws io.twinlake.ledger.failure.StaleWriterException when it is over; nothing was changed
     */
    <T> T change(Function<Handle, T> work) {
        if (tenure == null) {
            throw new IllegalStateException("what runs did is changed under a tenure only");
        }
        return inTransaction(handle -> {
            TenureCheck.require(handle, tenure);
            return work.apply(handle);
        });
    }

    void useChange(Consumer<Handle> work) {
        change(handle -> {
            work.accept(handle);
            return null;
        });
    }

    boolean hasTenure() {
        return tenure != null;
    }

    /** Looks whether this writer still has its leases, and keeps them for it until the transaction ends. */
    void requireLeases(Handle handle) {
        if (tenure != null) {
            TenureCheck.requireLeases(handle, tenure);
        }
    }

    /** Changes a row of what runs did, or inserts it where there is none. */
    void put(Function<Handle, Update> update, Function<Handle, Update> insert) {
        useChange(handle -> {
            if (update.apply(handle).execute() == 0) {
                insert.apply(handle).execute();
            }
        });
    }

    /** Changes a row, or inserts it where there is none; another process may be doing the same at the same time. */
    void write(Function<Handle, Update> update, Function<Handle, Update> insert) {
        if (inTransaction(handle -> update.apply(handle).execute()) > 0) {
            return;
        }
        insertIfAbsent(handle -> insert.apply(handle).execute());
        useTransaction(handle -> update.apply(handle).execute());
    }

    /** Inserts a row that another process may be inserting at the same time: whoever comes second finds it there. */
    void insertIfAbsent(Consumer<Handle> insert) {
        try {
            jdbi.useTransaction(insert::accept);
        } catch (JdbiException e) {
            if (!(e.getCause() instanceof SQLException refused) || !UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                throw unusable(e);
            }
        }
    }

    /** What it means for the ledger that its database could not be used. */
    static LedgerException unusable(RuntimeException failure) {
        if (isSilence(failure)) {
            return new LedgerSilent("the ledger does not answer", failure);
        }
        return isRefusal(failure, refused -> LOCK_NOT_AVAILABLE.equals(refused.getSQLState()))
                ? new LedgerException("a row of the ledger is locked by somebody else, who does not let it go", failure)
                : new LedgerException("the ledger could not be read or written" + reason(failure), failure);
    }

    /** The database's own word, without the statement that it puts behind it. */
    private static String reason(RuntimeException failure) {
        return refusals(failure)
                .flatMap(refused -> Stream.ofNullable(refused.getMessage()))
                .flatMap(message ->
                        message.split("; SQL statement:", 2)[0].lines().limit(1))
                .reduce((outer, inner) -> inner)
                .map(": "::concat)
                .orElse("");
    }

    @Override
    public void close() {
        pool.close();
    }
}
