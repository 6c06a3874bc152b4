package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.metastore.TableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A view's query in the form that Spark is to run.
 *
 * @param columns the view's
 * @param names by which they are found in the query
 */
record ViewQuery(String text, List<Column> columns, List<String> names) {

    private static final String QUERY_COLUMN = "view.query.out.col.";

    /**
     * The query with its columns named by position, since a view may name them otherwise than its query does. One that ends
     * in a star is left as it is: what it selects may have grown since, and the view keeps to the columns it had, by their names.
     */
    static ViewQuery of(SparkSession session, String query, TableEntry view) {
        List<Column> columns = view.columns();
        List<String> names = columns.stream().map(Column::name).toList();
        if (columns.isEmpty()) {
            return new ViewQuery(query, columns, names);
        }
        if (selectsAll(SparkPlans.parse(session, query))) {
            return new ViewQuery(query, columns, queried(view));
        }
        String quoted = names.stream().map(SparkPlans::quoted).collect(Collectors.joining(", "));
        return new ViewQuery("SELECT * FROM (" + query + "\n) AS view(" + quoted + ")", columns, names);
    }

    /** What the query called the view's columns when it was written. */
    private static List<String> queried(TableEntry view) {
        List<String> names = new ArrayList<>();
        for (Column column : view.columns()) {
            names.add(view.properties().getOrDefault(QUERY_COLUMN + names.size(), column.name()));
        }
        return names;
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
