package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.engine.SqlParameter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Values for a statement's named markers. */
final class Parameters {

    private Parameters() {}

    /** The plan with a value for each {@code :name}. */
    static LogicalPlan bind(LogicalPlan plan, List<SqlParameter> parameters) {
        if (parameters.isEmpty()) {
            return plan;
        }
        List<String> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        for (SqlParameter parameter : parameters) {
            DataType type = DataType.fromDDL(parameter.type());
            names.add(parameter.name());
            values.add(new Literal(internal(parameter.value(), type), type));
        }
        return new NameParameterizedQuery(plan, SparkPlans.seq(names), SparkPlans.seq(values));
    }

    /** A text as Spark's own value of a type; null stays null. */
    static @Nullable Object internal(@Nullable String text, DataType type) {
        if (text == null) {
            return null;
        }
        Literal literal = new Literal(UTF8String.fromString(text), DataTypes.StringType);
        return new Cast(literal, type, Option.apply("UTC"), EvalMode.ANSI()).eval(InternalRow.empty());
    }
}
