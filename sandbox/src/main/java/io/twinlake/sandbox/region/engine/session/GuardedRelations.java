package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.metastore.TableGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.AnalysisContext;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Puts a table's row filter and column masks around each reading of it, whoever reads, be it through views and functions. What a
 * statement writes is no reading.
 */
final class GuardedRelations extends Rule<LogicalPlan> {

    /** Puts the rule into Spark's sessions. */
    public static final class Extension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
        @Override
        public BoxedUnit apply(SparkSessionExtensions extensions) {
            extensions.injectResolutionRule(new AbstractFunction1<>() {
                @Override
                public Rule<LogicalPlan> apply(SparkSession session) {
                    return new GuardedRelations((org.apache.spark.sql.classic.SparkSession) session);
                }
            });
            return BoxedUnit.UNIT;
        }
    }

    private final org.apache.spark.sql.classic.SparkSession session;

    private GuardedRelations(org.apache.spark.sql.classic.SparkSession session) {
        this.session = session;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan.resolveOperatorsDown(new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(LogicalPlan relation) {
                return guard(relation).isPresent();
            }

            @Override
            public LogicalPlan apply(LogicalPlan relation) {
                return guarded((DataSourceV2Relation) relation, guard(relation).orElseThrow());
            }
        });
    }

    private static Optional<TableGuard> guard(LogicalPlan plan) {
        return plan instanceof DataSourceV2Relation relation
                        && relation.identifier().isDefined()
                        && OptionConverters.toJava(relation.catalog()).orElse(null) instanceof RegionCatalog catalog
                ? Optional.of(catalog.guard(relation.identifier().get())).filter(guard -> !guard.isNone())
                : Optional.empty();
    }

    /** The relation under another identity, and above it what takes its place: without an identifier it is not guarded again. */
    private LogicalPlan guarded(DataSourceV2Relation outer, TableGuard guard) {
        DataSourceV2Relation instance = outer.newInstance();
        LogicalPlan inner = instance.copy(
                instance.table(),
                instance.output(),
                Option.empty(),
                Option.empty(),
                instance.options(),
                instance.timeTravelSpec());
        LogicalPlan rows = guard.filter() == null
                ? inner
                : new Filter(expression(guard.filter().sql()), inner);
        List<NamedExpression> values = new ArrayList<>();
        for (int i = 0; i < outer.output().size(); i++) {
            values.add(value(outer.output().apply(i), instance.output().apply(i), guard));
        }
        LogicalPlan plan = new Project(SparkPlans.seq(values), rows);
        // Outside of whatever is being analysed: within a view, Spark hides the session's functions.
        return AnalysisContext.withNewAnalysisContext(() ->
                session.sessionState().analyzer().executeAndCheck(plan, new QueryPlanningTracker(Option.empty())));
    }

    private NamedExpression value(AttributeReference outer, AttributeReference inner, TableGuard guard) {
        Expression shown = guard.mask(outer.name())
                .<Expression>map(mask -> new Cast(
                        expression(mask.of(outer.name()).sql()), outer.dataType(), Option.empty(), EvalMode.ANSI()))
                .orElse(inner);
        return new Alias(
                shown,
                outer.name(),
                outer.exprId(),
                outer.qualifier(),
                Option.apply(outer.metadata()),
                SparkPlans.seq(List.of()));
    }

    private Expression expression(String sql) {
        try {
            return session.sessionState().sqlParser().parseExpression(sql);
        } catch (ParseException malformed) {
            throw SparkPlans.<RuntimeException>thrown(malformed);
        }
    }
}
