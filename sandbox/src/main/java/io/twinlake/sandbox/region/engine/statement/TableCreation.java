package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.EmptyTable;
import io.twinlake.sandbox.region.engine.session.SparkPlans;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import java.time.Clock;
import org.apache.spark.sql.catalyst.plans.logical.ColumnDefinition;
import org.apache.spark.sql.catalyst.plans.logical.CreateTable;
import org.apache.spark.sql.catalyst.plans.logical.CreateTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTable;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTableAsSelect;
import scala.collection.immutable.Seq;

/**
 * CREATE TABLE in its four forms. One with a column list is a single commit and needs no Spark job; a query is run by
 * Delta at the table's place. The metastore learns of a table when its data is there.
 */
final class TableCreation {

    private final StatementContext context;
    private final EmptyTable emptyTable;

    TableCreation(StatementContext context, Clock clock) {
        this.context = context;
        this.emptyTable = new EmptyTable(clock);
    }

    void run(CreateTable plan) {
        TableClauses clauses = TableClauses.of(plan.tableSpec(), plan.partitioning());
        TableTarget target = new TableTarget(context, plan.name(), clauses.location(), false);
        if (!target.exists() || !plan.ignoreIfExists()) {
            createEmpty(target, clauses, plan.columns());
        }
    }

    void run(ReplaceTable plan) {
        TableClauses clauses = TableClauses.of(plan.tableSpec(), plan.partitioning());
        TableTarget target = new TableTarget(context, plan.name(), clauses.location(), true);
        target.requireThereUnless(plan.orCreate());
        createEmpty(target, clauses, plan.columns());
    }

    void run(CreateTableAsSelect plan) {
        TableClauses clauses = TableClauses.of(plan.tableSpec(), plan.partitioning());
        TableTarget target = new TableTarget(context, plan.name(), clauses.location(), false);
        if (target.exists() && plan.ignoreIfExists()) {
            return;
        }
        target.requireFree();
        target.requireEmptyPlace();
        target.requireNoStrangersFiles();
        SparkPlans.run(
                context,
                plan.copy(
                        target.placeAsPlan(),
                        plan.partitioning(),
                        plan.query(),
                        clauses.atPlace(),
                        plan.writeOptions(),
                        false,
                        plan.isAnalyzed()));
        register(target, clauses);
    }

    void run(ReplaceTableAsSelect plan) {
        TableClauses clauses = TableClauses.of(plan.tableSpec(), plan.partitioning());
        TableTarget target = new TableTarget(context, plan.name(), clauses.location(), true);
        target.requireThereUnless(plan.orCreate());
        SparkPlans.run(
                context,
                plan.copy(
                        target.placeAsPlan(),
                        plan.partitioning(),
                        plan.query(),
                        clauses.atPlace(),
                        plan.writeOptions(),
                        true,
                        plan.isAnalyzed()));
        register(target, clauses);
    }

    /** No columns means the table that is already at the location. */
    private void createEmpty(TableTarget target, TableClauses clauses, Seq<ColumnDefinition> columns) {
        clauses.requireDelta();
        target.requireFree();
        target.requireNoStrangersFiles();
        if (!columns.isEmpty() || target.log().latest().isEmpty()) {
            emptyTable.create(
                    target.log(),
                    clauses.definition(DeltaColumns.schema(columns)),
                    target.managed(),
                    target.replaces());
        }
        register(target, clauses);
    }

    private static void register(TableTarget target, TableClauses clauses) {
        target.register(clauses.comment(), false);
    }
}
