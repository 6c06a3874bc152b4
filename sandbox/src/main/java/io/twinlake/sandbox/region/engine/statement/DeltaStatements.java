package io.twinlake.sandbox.region.engine.statement;

import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTable;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.AddCheckConstraint;
import org.apache.spark.sql.catalyst.plans.logical.AlterTableAddConstraint;
import org.apache.spark.sql.catalyst.plans.logical.AlterTableDropConstraint;
import org.apache.spark.sql.catalyst.plans.logical.DeleteFromTable;
import org.apache.spark.sql.catalyst.plans.logical.DropConstraint;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.TruncateTable;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Statements that Spark words in a way that Delta does not take, put into Delta's own. */
final class DeltaStatements {

    private DeltaStatements() {}

    static LogicalPlan of(LogicalPlan plan) {
        if (plan instanceof TruncateTable truncate) {
            LogicalPlan table = new UnresolvedRelation(
                    TableReference.nameParts(truncate.table()), CaseInsensitiveStringMap.empty(), false);
            return new DeleteFromTable(table, new Literal(true, DataTypes.BooleanType));
        }
        if (plan instanceof AddCheckConstraint add) {
            return new AlterTableAddConstraint(
                    altered(leaf(add.child()), "ADD"),
                    add.checkConstraint().userProvidedName(),
                    add.checkConstraint().condition());
        }
        if (plan instanceof DropConstraint drop) {
            return new AlterTableDropConstraint(altered(drop.table(), "DROP"), drop.name(), drop.ifExists());
        }
        return plan;
    }

    /** The table below what Spark has put around it to look for rows that break the constraint. */
    private static LogicalPlan leaf(LogicalPlan plan) {
        return plan.children().isEmpty() ? plan : leaf(plan.children().head());
    }

    private static LogicalPlan altered(LogicalPlan table, String action) {
        return new UnresolvedTable(TableReference.nameParts(table), "ALTER TABLE ... " + action + " CONSTRAINT", false);
    }
}
