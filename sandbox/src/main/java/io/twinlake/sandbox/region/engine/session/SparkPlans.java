package io.twinlake.sandbox.region.engine.session;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Small conversions between Spark's Scala types and Java's. */
public final class SparkPlans {

    private SparkPlans() {}

    public static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    /** An identifier as SQL writes it: in backticks, inner ones doubled. */
    public static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /**
     * The plan of a statement as its session's parser reads it.
     *
     * @throws ParseException undeclared, as Spark's own callers have it
     */
    public static LogicalPlan parse(SparkSession session, String sql) {
        try {
            return session.sessionState().sqlParser().parsePlan(sql);
        } catch (ParseException malformed) {
            throw SparkPlans.<RuntimeException>thrown(malformed);
        }
    }

    /**
     * The same, of a text that may be a query only.
     *
     * @throws ParseException undeclared
     */
    public static LogicalPlan parseQuery(SparkSession session, String sql) {
        try {
            return session.sessionState().sqlParser().parseQuery(sql);
        } catch (ParseException malformed) {
            throw SparkPlans.<RuntimeException>thrown(malformed);
        }
    }

    /** Runs a plan of the statement to its end, with its parameters bound. */
    public static Dataset<Row> run(StatementContext context, LogicalPlan plan) {
        return Dataset$.MODULE$.ofRows(
                context.session(), Parameters.bind(plan, context.request().parameters()));
    }

    /** Throws a checked exception where Scala's signatures declare none, and Spark expects it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <E extends Throwable> RuntimeException thrown(Throwable failure) throws E {
        throw (E) failure;
    }
}
