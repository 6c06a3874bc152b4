package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.session.ResultText;
import io.twinlake.sandbox.region.engine.session.ResultView;
import io.twinlake.sandbox.region.engine.session.SparkPlans;
import io.twinlake.sandbox.region.engine.session.SqlTypes;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.engine.text.AtVersion;
import io.twinlake.sandbox.region.engine.text.CloneText;
import io.twinlake.sandbox.region.engine.text.HistoryText;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.CloneTableStatement;
import org.apache.spark.sql.catalyst.plans.logical.CreateTable;
import org.apache.spark.sql.catalyst.plans.logical.CreateTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.DeleteFromTable;
import org.apache.spark.sql.catalyst.plans.logical.DropTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MergeIntoTable;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTable;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.RestoreTableStatement;
import org.apache.spark.sql.catalyst.plans.logical.UpdateTable;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.delta.commands.DescribeDeltaDetailCommand;
import org.apache.spark.sql.delta.commands.DescribeDeltaHistory;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.OptionConverters;

/** Runs one statement: what Spark's Delta does not know, or knows only by way of a job, is done here; the rest is Spark's. */
final class Statement {

    private final StatementContext context;
    private final Settings settings;
    private final Clock clock;

    Statement(StatementContext context, Settings settings, Clock clock) {
        this.context = context;
        this.settings = settings;
        this.clock = clock;
    }

    ResultTable run() {
        String sql = withHistories(AtVersion.spelledOut(context.request().sql()));
        Optional<CloneText> clone = CloneText.of(sql);
        LogicalPlan plan = SparkPlans.parse(
                context.session(), clone.map(CloneText::parseable).orElse(sql));
        if (clone.isPresent() && plan instanceof CloneTableStatement statement) {
            return new CloneStatement(context, clock, clone.get().deep()).run(statement);
        }
        return run(plan);
    }

    /** The statement with a view in the place of each {@code (DESCRIBE HISTORY ...)} that it reads from; without any it stays as it is. */
    private String withHistories(String sql) {
        if (!settings.isOn(Setting.HISTORY_IN_QUERIES)) {
            return sql;
        }
        HistoryText text = HistoryText.of(sql, "__history_%d__"::formatted);
        for (int i = 0; i < text.histories().size(); i++) {
            ResultTable history =
                    answer(SparkPlans.parse(context.session(), text.histories().get(i)));
            ResultView.create(context.session(), "__history_%d__".formatted(i), history);
        }
        return text.outer();
    }

    private ResultTable run(LogicalPlan plan) {
        if (plan instanceof CreateTable create) {
            new TableCreation(context, clock).run(create);
        } else if (plan instanceof ReplaceTable replace) {
            new TableCreation(context, clock).run(replace);
        } else if (plan instanceof CreateTableAsSelect create) {
            new TableCreation(context, clock).run(create);
        } else if (plan instanceof ReplaceTableAsSelect replace) {
            new TableCreation(context, clock).run(replace);
        } else if (plan instanceof DropTable drop) {
            drop(drop);
        } else {
            return answer(plan);
        }
        return ResultTable.EMPTY;
    }

    private ResultTable answer(LogicalPlan plan) {
        if (plan instanceof DescribeDeltaHistory history) {
            int limit = OptionConverters.toJava(history.limit())
                    .map(given -> (Integer) given)
                    .orElse(Integer.MAX_VALUE);
            return TableHistory.history(
                    TableReference.of(history.child(), context).log(context), limit);
        }
        if (plan instanceof DescribeDeltaDetailCommand detail) {
            TableReference table = TableReference.of(detail.child(), context);
            Optional<TableEntry> entry = table.entry(context);
            return TableHistory.detail(
                    table.log(context),
                    entry.map(found -> found.name().fullName()).orElse(null),
                    entry.map(TableEntry::comment).orElse(null));
        }
        return spark(DeltaStatements.of(plan));
    }

    private ResultTable spark(LogicalPlan plan) {
        Optional<TableName> written = WrittenTable.of(plan, context).flatMap(Statement::name);
        written.ifPresent(name -> requireUnguardedUnlessAdded(plan, name));
        written.ifPresent(
                name -> context.registry().requireModify(name, context.request().principal()));
        written.filter(name -> WidenedColumns.toTimestampsWithoutZone(plan))
                .ifPresent(name -> WidenedColumns.enableTimestampsWithoutZone(name, context));
        Dataset<Row> result = ListFiles.in(SparkPlans.run(context, plan), context);
        List<List<@Nullable String>> rows =
                result.collectAsList().stream().map(ResultText::row).toList();
        written.flatMap(context::find).ifPresent(this::follow);
        return new ResultTable(SqlTypes.columns(result.schema()), rows);
    }

    /** Rows that are hidden from who changes a table would be found by what the change says, or be brought back. */
    private void requireUnguardedUnlessAdded(LogicalPlan plan, TableName name) {
        if (plan instanceof RestoreTableStatement) {
            context.requireUnguarded(name);
        }
        boolean reads =
                plan instanceof UpdateTable || plan instanceof DeleteFromTable || plan instanceof MergeIntoTable;
        if (reads && !context.guard(name).isNone()) {
            throw SqlFailure.of(
                    "UNSUPPORTED_FEATURE.TABLE_OPERATION",
                    "0A000",
                    "The sandbox does not run UPDATE, DELETE and MERGE on " + name.quoted()
                            + ", which has row level security or column masks.");
        }
    }

    /** Tells the metastore of columns and properties that the statement changed. */
    private void follow(TableEntry entry) {
        if (entry.location() != null) {
            new TableLog(context.storage(), LakePath.parse(entry.location()))
                    .latest()
                    .map(table -> Entries.following(entry, table))
                    .filter(now -> !now.equals(entry))
                    .ifPresent(now ->
                            context.registry().update(now, context.request().principal()));
        }
    }

    private static Optional<TableName> name(TableReference reference) {
        return reference instanceof TableReference.Named named ? Optional.of(named.name()) : Optional.empty();
    }

    private void drop(DropTable plan) {
        TableReference.Named table = (TableReference.Named) TableReference.of(plan.child(), context);
        context.registry().requireWritable(table.name());
        if (table.entry(context).isEmpty() && plan.ifExists()) {
            return;
        }
        TableEntry entry = context.table(table.name());
        if (entry.view() != null) {
            throw SqlFailure.of(
                    "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
                    "42809",
                    "'DROP TABLE' expects a table but " + entry.name().quoted() + " is a view.");
        }
        context.registry().drop(entry.name(), context.request().principal());
        if (entry.location() != null && isManaged(entry)) {
            context.storage().deleteFolder(LakePath.parse(entry.location()));
        }
    }

    private static boolean isManaged(TableEntry entry) {
        return entry.type() == TableType.MANAGED || entry.type() == TableType.MANAGED_SHALLOW_CLONE;
    }
}
