package io.twinlake.catalogsync;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Statements in memory: each runs when it is handed in and is remembered under its id. */
final class StatementsTwin implements Statements {
    private final SqlTwin sql;
    private final RegionTwin region;
    private final Map<String, StatementResult> results = new ConcurrentHashMap<>();
    private final Map<String, ClientException> failures = new ConcurrentHashMap<>();
    private String lastCloneId = "";
    final List<String> submitted = new CopyOnWriteArrayList<>();

    StatementsTwin(RegionTwin region) {
        this.region = region;
        this.sql = new SqlTwin(region);
    }

    @Override
    public synchronized StatementId submit(Statement statement) {
        region.called("submit " + statement.sql());
        submitted.add(statement.sql());
        StatementId id = new StatementId(region.nextId());
        if (statement.sql().contains("DEEP CLONE")) {
            lastCloneId = id.value();
        }
        try {
            SqlTwin.Rows rows = sql.run(statement);
            results.put(id.value(), new StatementResult(id, rows.columns(), rows.rows()));
        } catch (ClientException failure) {
            failures.put(id.value(), failure);
        }
        region.called("answer to " + statement.sql());
        return id;
    }

    /** What a proxy does that asks to come again although it had forwarded the statement. */
    void forwardTwice() {
        sql.run(Statement.of(submitted.get(submitted.size() - 1)));
    }

    /** Of the clone handed in last. */
    String lastCloneId() {
        return lastCloneId;
    }

    @Override
    public StatementResult await(StatementId id, Duration atMost) {
        region.called("await " + id);
        ClientException failure = failures.get(id.value());
        if (failure != null) {
            throw failure;
        }
        StatementResult result = results.get(id.value());
        if (result == null) {
            throw RegionTwin.failure(FailureCategory.NOT_FOUND, "no statement " + id);
        }
        return result;
    }

    @Override
    public StatementResult run(Statement statement, Duration atMost) {
        return await(submit(statement), atMost);
    }

    @Override
    public boolean cancel(StatementId id) {
        throw new UnsupportedOperationException("a sync cancels nothing");
    }
}
