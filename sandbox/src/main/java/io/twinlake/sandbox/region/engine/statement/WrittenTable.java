package io.twinlake.sandbox.region.engine.statement;

import io.delta.tables.execution.VacuumTableCommand;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.logical.AlterTableCommand;
import org.apache.spark.sql.catalyst.plans.logical.DeleteFromTable;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MergeIntoTable;
import org.apache.spark.sql.catalyst.plans.logical.RestoreTableStatement;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UpdateTable;
import org.apache.spark.sql.delta.commands.OptimizeTableCommand;

/** Which table a statement writes to or alters. */
final class WrittenTable {

    private WrittenTable() {}

    /** The written table; empty for a statement that only reads. */
    static Optional<TableReference> of(LogicalPlan plan, StatementContext context) {
        if (plan instanceof InsertIntoStatement insert) {
            return Optional.of(reference(insert.table(), context));
        }
        if (plan instanceof MergeIntoTable
                || plan instanceof UpdateTable
                || plan instanceof DeleteFromTable
                || plan instanceof AlterTableCommand
                || plan instanceof RestoreTableStatement
                || plan instanceof OptimizeTableCommand
                || plan instanceof VacuumTableCommand) {
            return Optional.of(reference(plan.children().head(), context));
        }
        return Optional.empty();
    }

    private static TableReference reference(LogicalPlan plan, StatementContext context) {
        if (plan instanceof SubqueryAlias alias) {
            return reference(alias.child(), context);
        }
        return TableReference.of(AsOf.relation(plan), context);
    }
}
