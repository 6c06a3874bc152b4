package io.twinlake.sandbox.region.metastore.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The shelves' memory on disk: an H2 file that is written through at each commit. */
public final class Journal implements AutoCloseable {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement remove;

    private Journal(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists document"
                    + " (kind varchar(40), id varchar(1000), body varchar not null, primary key (kind, id))");
        }
        put = connection.prepareStatement("merge into document (kind, id, body) key (kind, id) values (?, ?, ?)");
        remove = connection.prepareStatement("delete from document where kind = ? and id = ?");
    }

    /** Opens the file, or makes it, and fills the shelves with what it holds. */
    public static Journal open(Path file, List<Shelf<?>> shelves) {
        // Without WRITE_DELAY=0 H2 acknowledges commits that a killed process loses; any but an asynchronous channel is
        // closed when a thread that uses it is interrupted.
        String url = "jdbc:h2:async:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        try {
            Journal journal = new Journal(DriverManager.getConnection(url));
            for (Shelf<?> shelf : shelves) {
                journal.load(shelf);
            }
            return journal;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("cannot open the metastore's file " + file, e);
        }
    }

    /** Runs a read-check-write sequence while nobody else runs one. */
    public <R> R exclusively(Supplier<R> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Records the batch on disk, then on its shelves. */
    public void commit(Batch batch) {
        lock.lock();
        try {
            write(batch.changes());
            for (Batch.Change change : batch.changes()) {
                if (change.value() == null) {
                    change.shelf().drop(change.key());
                } else {
                    change.shelf().set(change.key(), change.value());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Batch.Change> changes) {
        try {
            for (Batch.Change change : changes) {
                PreparedStatement statement = change.value() == null ? remove : put;
                statement.setString(1, change.shelf().kind());
                statement.setString(2, change.key());
                if (change.value() != null) {
                    statement.setString(3, JSON.writeValueAsString(change.value()));
                }
                statement.execute();
            }
            connection.commit();
        } catch (SQLException | JsonProcessingException e) {
            IllegalStateException failure = new IllegalStateException("the metastore could not record a change", e);
            try {
                connection.rollback();
            } catch (SQLException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    private void load(Shelf<?> shelf) throws SQLException, JsonProcessingException {
        try (PreparedStatement select = connection.prepareStatement("select id, body from document where kind = ?")) {
            select.setString(1, shelf.kind());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    shelf.set(rows.getString(1), JSON.readValue(rows.getString(2), shelf.type()));
                }
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the metastore's file could not be closed", e);
        } finally {
            lock.unlock();
        }
    }
}
