package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import io.twinlake.sandbox.region.sql.StatementRouter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs statements and remembers them: the latest ones with their results, as far as memory allows. */
final class Statements implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);
    private static final int AT_ONCE = 10;
    private static final int REMEMBERED = 2000;
    private static final long RESULT_BYTES = 64L << 20;
    private static final long LINKED_BYTES = 128L << 20;

    private final StatementRouter router;
    private final SqlEngine engine;
    private final Warehouses warehouses;
    private final Settings settings;
    private final Clock clock;
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "statement");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Execution> executions = new LinkedHashMap<>();

    Statements(StatementRouter router, SqlEngine engine, Warehouses warehouses, Settings settings, Clock clock) {
        this.router = router;
        this.engine = engine;
        this.warehouses = warehouses;
        this.settings = settings;
        this.clock = clock;
    }

    Execution submit(SqlRequest request, Delivery delivery, Caller caller, String warehouseId) {
        Execution execution = new Execution(request, delivery, clock);
        synchronized (executions) {
            executions.put(execution.request().statementId(), execution);
            forgetOldest();
        }
        workers.execute(() -> run(execution, caller, warehouseId));
        return execution;
    }

    private void run(Execution execution, Caller caller, String warehouseId) {
        try {
            warehouses.await(warehouseId);
            if (execution.begin()) {
                execution.succeed(router.run(execution.request(), caller), settings.get(Setting.INLINE_BYTES));
            }
        } catch (SqlFailure failure) {
            execution.fail(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            execution.cancel();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "statement {} failed inside: {}",
                    execution.request().statementId(),
                    execution.request().sql(),
                    e);
            execution.fail(
                    SqlFailure.worded("INTERNAL_ERROR", "XX000", "[INTERNAL_ERROR] " + e + " SQLSTATE: XX000", e));
        }
    }

    /** The oldest statements go first; running ones stay, and the results of all together stay below a limit. */
    private void forgetOldest() {
        executions
                .entrySet()
                .removeIf(entry -> executions.size() > REMEMBERED
                        && entry.getValue().state().isTerminal());
        closeOldest(false, RESULT_BYTES);
        closeOldest(true, LINKED_BYTES);
    }

    /** @param external whether those whose results are delivered by links, or the others */
    private void closeOldest(boolean external, long atMost) {
        long bytes = 0;
        List<Execution> newestFirst = new ArrayList<>(executions.values());
        Collections.reverse(newestFirst);
        for (Execution execution : newestFirst) {
            StatementResult result = execution.result();
            if (result != null && result.delivery().external() == external) {
                bytes += result.bytes();
                if (bytes > atMost) {
                    execution.close();
                }
            }
        }
    }

    Execution get(String statementId) {
        synchronized (executions) {
            Execution execution = executions.get(statementId);
            if (execution == null || execution.endedBefore(settings.duration(Setting.STATEMENT_MS))) {
                throw absent(statementId);
            }
            if (execution.endedBefore(settings.duration(Setting.RESULT_MS))) {
                execution.close();
            }
            return execution;
        }
    }

    /** The result of a statement, whoever asks; empty where there is none any more. */
    Optional<StatementResult> result(String statementId) {
        try {
            return Optional.ofNullable(get(statementId).result());
        } catch (CatalogFailure forgotten) {
            return Optional.empty();
        }
    }

    static CatalogFailure absent(String statementId) {
        return new CatalogFailure(ErrorKind.NOT_FOUND, "The statement " + statementId + " was not found.");
    }

    void cancel(Execution execution) {
        if (execution.cancel()) {
            engine.cancel(execution.request().statementId());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
