package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.session.SparkPlans;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.delta.UnresolvedPathBasedDeltaTable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A table as a statement names it: one of the metastore's, or a place in a lake. */
sealed interface TableReference {

    /** A name that the metastore knows or may come to know. */
    record Named(TableName name) implements TableReference {}

    /** A place written as {@code delta.`abfss://...`}. */
    record Placed(LakePath place) implements TableReference {}

    /** What a plan that has not been resolved yet refers to. */
    static TableReference of(LogicalPlan plan, StatementContext context) {
        List<String> parts = parts(plan);
        if (parts.size() == 2 && parts.get(0).equalsIgnoreCase("delta") && LakePath.isLakeLocation(parts.get(1))) {
            return new Placed(LakePath.parse(parts.get(1)));
        }
        return new Named(context.name(parts));
    }

    /** The log of the table that it refers to, which must be there. */
    default TableLog log(StatementContext context) {
        return new TableLog(context.storage(), place(context));
    }

    /** Where the table that it refers to is; there must be one. */
    default LakePath place(StatementContext context) {
        if (this instanceof Placed placed) {
            return placed.place();
        }
        TableName name = ((Named) this).name();
        TableEntry entry = context.table(name);
        if (entry.location() == null) {
            throw SqlFailure.of(
                    "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
                    "42809",
                    "The operation expects a table but " + name.quoted() + " is a view.");
        }
        return LakePath.parse(entry.location());
    }

    /** The metastore's entry, if it has one. */
    default Optional<TableEntry> entry(StatementContext context) {
        return this instanceof Named named ? context.find(named.name()) : Optional.empty();
    }

    /** The reference as a history shows it. */
    default String display() {
        return this instanceof Placed placed
                ? "delta.`" + placed.place() + "`"
                : ((Named) this).name().fullName();
    }

    /** The parts of the name in a plan that has not been resolved yet. */
    static Seq<String> nameParts(LogicalPlan plan) {
        return SparkPlans.seq(parts(plan));
    }

    private static List<String> parts(LogicalPlan plan) {
        if (plan instanceof UnresolvedIdentifier identifier) {
            return CollectionConverters.asJava(identifier.nameParts());
        }
        if (plan instanceof UnresolvedRelation relation) {
            return CollectionConverters.asJava(relation.multipartIdentifier());
        }
        if (plan instanceof UnresolvedTable table) {
            return CollectionConverters.asJava(table.multipartIdentifier());
        }
        if (plan instanceof UnresolvedTableOrView table) {
            return CollectionConverters.asJava(table.multipartIdentifier());
        }
        if (plan instanceof UnresolvedPathBasedDeltaTable table) {
            return List.of("delta", table.path());
        }
        throw SqlFailure.of("UNSUPPORTED_FEATURE.TABLE_OPERATION", "0A000", "No table is named by " + plan + ".");
    }
}
