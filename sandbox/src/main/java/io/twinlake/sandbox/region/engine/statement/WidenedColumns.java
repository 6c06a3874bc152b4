package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.engine.session.SparkPlans;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.metastore.TableName;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumnSpec;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumns;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Changes of columns to wider types: what a type asks of the table comes with it, where Spark's Delta asks for it by hand. */
final class WidenedColumns {

    private WidenedColumns() {}

    static boolean toTimestampsWithoutZone(LogicalPlan plan) {
        if (!(plan instanceof AlterColumns change)) {
            return false;
        }
        for (AlterColumnSpec column : CollectionConverters.asJava(change.specs())) {
            Option<DataType> type = column.newDataType();
            if (type.isDefined() && type.get().equals(DataTypes.TimestampNTZType)) {
                return true;
            }
        }
        return false;
    }

    static void enableTimestampsWithoutZone(TableName table, StatementContext context) {
        SparkPlans.run(
                context,
                SparkPlans.parse(
                        context.session(),
                        "ALTER TABLE " + table.quoted()
                                + " SET TBLPROPERTIES ('delta.feature.timestampNtz' = 'supported')"));
    }
}
