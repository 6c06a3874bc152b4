package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.log.TableLog;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.TimeTravel;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;

/** The version that a table reference pins by {@code VERSION AS OF} or {@code TIMESTAMP AS OF}. */
final class AsOf {

    private AsOf() {}

    /** The reference without its version. */
    static LogicalPlan relation(LogicalPlan plan) {
        if (plan instanceof TimeTravel travel) {
            return travel.relation();
        }
        return plan instanceof RelationTimeTravel travel ? travel.relation() : plan;
    }

    /** The pinned version; empty where none is. */
    static Optional<Long> version(LogicalPlan plan, TableLog log) {
        if (plan instanceof TimeTravel travel) {
            return OptionConverters.toJava(travel.version())
                    .map(version -> (Long) version)
                    .or(() -> OptionConverters.toJava(travel.timestamp()).map(time -> log.versionAt(instant(time))));
        }
        if (plan instanceof RelationTimeTravel travel) {
            return OptionConverters.toJava(travel.version())
                    .map(Long::valueOf)
                    .or(() -> OptionConverters.toJava(travel.timestamp()).map(time -> log.versionAt(instant(time))));
        }
        return Optional.empty();
    }

    private static Instant instant(Expression time) {
        Object micros =
                new Cast(time, DataTypes.TimestampType, Option.apply("UTC"), EvalMode.ANSI()).eval(InternalRow.empty());
        long value = (Long) micros;
        return Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1_000L);
    }
}
