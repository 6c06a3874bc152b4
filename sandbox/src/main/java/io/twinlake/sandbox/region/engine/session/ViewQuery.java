package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.engine.Column;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** A view's query in the form that Spark is to run: its output named as the view's columns are. */
final class ViewQuery {

    private ViewQuery() {}

    /**
     * The query with its columns named by position, since a view may name them otherwise than its query does. One that ends
     * in a star is left as it is: what it selects may have grown since, and the view keeps to the columns it had.
     */
    static String of(SparkSession session, String query, List<Column> columns) {
        if (columns.isEmpty() || selectsAll(SparkPlans.parse(session, query))) {
            return query;
        }
        String names =
                columns.stream().map(column -> SparkPlans.quoted(column.name())).collect(Collectors.joining(", "));
        return "SELECT * FROM (" + query + "\n) AS view(" + names + ")";
    }

    private static boolean selectsAll(LogicalPlan plan) {
        if (plan instanceof Project project) {
            for (NamedExpression expression : CollectionConverters.asJava(project.projectList())) {
                if (expression instanceof Star) {
                    return true;
                }
            }
            return false;
        }
        return plan.children().size() > 0 && selectsAll(plan.children().head());
    }
}
