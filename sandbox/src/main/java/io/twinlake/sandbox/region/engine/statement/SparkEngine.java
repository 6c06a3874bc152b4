package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.engine.session.RegionCatalog;
import io.twinlake.sandbox.region.engine.session.SparkPlans;
import io.twinlake.sandbox.region.engine.session.SparkSettings;
import io.twinlake.sandbox.region.engine.session.SqlTypes;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import io.twinlake.sandbox.region.setting.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.CurrentUserContext;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;

/** Spark and Delta over a region's lakes, with the metastore's names. One per process, since Spark is. */
public final class SparkEngine implements SqlEngine {

    private final SparkSession spark;
    private final TableRegistry registry;
    private final Settings settings;
    private final LakeStorage storage;
    private final Clock clock = Clock.systemUTC();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    /**
     * Starts Spark; it takes some seconds.
     *
     * @param scratch a folder for what may be lost when the process ends
     * @param accounts all storage accounts that tables may lie in, those of shared tables included
     */
    public SparkEngine(TableRegistry registry, Settings settings, Path scratch, Collection<LakeAccount> accounts) {
        this.registry = registry;
        this.settings = settings;
        this.storage = new LakeStorage(accounts);
        SparkContext context = new SparkContext(SparkSettings.of(scratch, accounts));
        this.spark = SparkSession.builder().sparkContext(context).getOrCreate();
    }

    @Override
    public ResultTable execute(SqlRequest request) {
        // The group reaches jobs that the statement has not begun yet, too.
        spark.sparkContext().setJobGroup(request.statementId(), "statement", true);
        try {
            requireNotCancelled(request.statementId());
            return new Statement(open(request), settings, clock).run();
        } catch (Throwable failure) {
            requireNotCancelled(request.statementId());
            throw Failures.of(failure);
        } finally {
            spark.sparkContext().clearJobGroup();
            SparkSession.clearActiveSession();
            CurrentUserContext.CURRENT_USER().remove();
            cancelled.remove(request.statementId());
        }
    }

    @Override
    public void cancel(String statementId) {
        cancelled.add(statementId);
        spark.sparkContext().cancelJobGroupAndFutureJobs(statementId);
    }

    @Override
    public List<Column> describeQuery(String sql, String catalog, String schema) {
        SqlRequest request = new SqlRequest(UUID.randomUUID().toString(), sql, List.of(), catalog, schema, "describe");
        try {
            StatementContext context = open(request);
            LogicalPlan query = SparkPlans.parseQuery(context.session(), sql);
            return SqlTypes.columns(SparkPlans.run(context, query).schema());
        } catch (Throwable failure) {
            throw Failures.of(failure);
        } finally {
            SparkSession.clearActiveSession();
            CurrentUserContext.CURRENT_USER().remove();
        }
    }

    @Override
    public long latestVersion(String location) {
        return new TableLog(storage, LakePath.parse(location))
                .latestVersion()
                .orElseThrow(
                        () -> SqlFailure.of("DELTA_MISSING_DELTA_TABLE", "42P01", location + " is not a Delta table."));
    }

    @Override
    public void close() {
        spark.stop();
    }

    private StatementContext open(SqlRequest request) {
        SparkSession session = spark.newSession();
        SparkSession.setActiveSession(session);
        CurrentUserContext.CURRENT_USER().set(request.principal());
        StatementContext context = new StatementContext(
                request, session, registry, storage, () -> requireNotCancelled(request.statementId()));
        RegionCatalog.of(session).bind(context);
        return context;
    }

    private void requireNotCancelled(String statementId) {
        if (cancelled.contains(statementId)) {
            throw SqlFailure.of("OPERATION_CANCELED", "HY008", "Operation has been canceled.");
        }
    }
}
