package io.twinlake.sandbox.region;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import io.twinlake.sandbox.region.metastore.TableType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the engine where no data is wanted: {@code MAKE a.b.c} and {@code CREATE [OR REPLACE] TABLE a.b.c [LOCATION 'place']}
 * record a table of two columns, {@code ALTER TABLE a.b.c} and {@code INSERT INTO a.b.c} change nothing of a table that may be
 * changed, {@code DROP TABLE a.b.c} drops it, {@code ROWS n} answers n rows, {@code BLOCK} runs until it is cancelled,
 * {@code FAIL} fails; a query that names {@code missing} cannot be described.
 */
final class EngineTwin implements SqlEngine {

    static final List<Column> COLUMNS = List.of(
            new Column("id", "string", "STRING", 0, false, "the key"),
            new Column("price", "decimal(10,2)", "DECIMAL", 1, true, null));

    private final TableRegistry registry;
    private volatile long latestVersion;
    private final Map<String, CountDownLatch> cancels = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);

    EngineTwin(TableRegistry registry) {
        this.registry = registry;
    }

    TableRegistry registry() {
        return registry;
    }

    boolean wasCancelled(String statementId) {
        return latch(statementId).getCount() == 0;
    }

    private CountDownLatch latch(String statementId) {
        return cancels.computeIfAbsent(statementId, id -> new CountDownLatch(1));
    }

    @Override
    public ResultTable execute(SqlRequest request) {
        String[] words = request.sql().split("\\s+");
        return switch (words[0]) {
            case "MAKE" -> make(TableName.parse(words[1]), false, false, null, request.principal());
            case "CREATE" -> create(request);
            case "ALTER" -> alter(TableName.parse(words[2]), request.principal());
            case "INSERT" -> alter(TableName.parse(words[2]), request.principal());
            case "DROP" -> drop(TableName.parse(words[2]), request.principal());
            case "ROWS" -> rows(Integer.parseInt(words[1]));
            case "BLOCK" -> block(latch(request.statementId()));
            case "LINGER" -> block(released);
            case "FAIL" -> throw SqlFailure.of("DIVIDE_BY_ZERO", "22012", "Division by zero.");
            default -> ResultTable.EMPTY;
        };
    }

    /** @throws SqlFailure where key constraints are left, which the real engine does not know */
    private ResultTable create(SqlRequest request) {
        if (request.sql().contains("KEY")) {
            throw SqlFailure.of("UNSUPPORTED_FEATURE", "0A000", "Key constraints are the metastore's.");
        }
        List<String> words = List.of(request.sql().split("\\s+"));
        boolean ifNotExists = words.contains("EXISTS");
        TableName name = TableName.parse(words.get(words.indexOf(ifNotExists ? "EXISTS" : "TABLE") + 1));
        int location = words.indexOf("LOCATION");
        return make(
                name,
                words.contains("REPLACE"),
                ifNotExists,
                location < 0 ? null : words.get(location + 1).replace("'", ""),
                request.principal());
    }

    private ResultTable make(
            TableName name, boolean orReplace, boolean ifNotExists, @Nullable String location, String principal) {
        registry.requireCreate(name, orReplace, location, principal);
        String id = registry.newTableId();
        registry.create(
                new TableEntry(
                        name,
                        id,
                        location == null ? TableType.MANAGED : TableType.EXTERNAL,
                        "DELTA",
                        location == null ? registry.managedLocation(name, id) : location,
                        COLUMNS,
                        List.of(),
                        Map.of("delta.minReaderVersion", "1"),
                        null,
                        null,
                        List.of(),
                        null),
                orReplace,
                ifNotExists,
                principal);
        return ResultTable.EMPTY;
    }

    private ResultTable alter(TableName name, String principal) {
        registry.requireModify(name, principal);
        return ResultTable.EMPTY;
    }

    private ResultTable drop(TableName name, String principal) {
        registry.drop(name, principal);
        return ResultTable.EMPTY;
    }

    private static ResultTable rows(int count) {
        return new ResultTable(
                List.of(new Column("n", "int", "INT", 0, true, null)),
                IntStream.range(0, count)
                        .mapToObj(n -> List.of(Integer.toString(n)))
                        .toList());
    }

    private static ResultTable block(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw SqlFailure.of("OPERATION_CANCELED", "HY008", "Operation has been canceled.");
    }

    /** Lets all end that lingers. */
    void release() {
        released.countDown();
    }

    @Override
    public void cancel(String statementId) {
        latch(statementId).countDown();
    }

    @Override
    public List<Column> describeQuery(String sql, String catalog, String schema) {
        if (sql.contains("missing")) {
            throw SqlFailure.of("TABLE_OR_VIEW_NOT_FOUND", "42P01", "The table or view `missing` cannot be found.");
        }
        return COLUMNS;
    }

    void latestVersion(long version) {
        latestVersion = version;
    }

    @Override
    public long latestVersion(String location) {
        return latestVersion;
    }

    @Override
    public void close() {
        cancels.values().forEach(CountDownLatch::countDown);
        release();
    }
}
