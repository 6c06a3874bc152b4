package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.metastore.SqlFunction;
import io.twinlake.sandbox.region.metastore.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.AnalysisContext;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * A parser that points calls of the metastore's SQL functions to temporary functions of the session, which it makes when
 * a statement, a view or another function first calls them. What asks for the groups of who runs the statement it answers itself.
 */
final class RoutineNames implements ParserInterface {

    private static final Set<String> MEMBERSHIP = Set.of("is_account_group_member", "is_member");

    /** Puts the parser into Spark's sessions. */
    public static final class Extension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
        @Override
        public BoxedUnit apply(SparkSessionExtensions extensions) {
            extensions.injectParser(new AbstractFunction2<>() {
                @Override
                public ParserInterface apply(SparkSession session, ParserInterface parser) {
                    return new RoutineNames((org.apache.spark.sql.classic.SparkSession) session, parser);
                }
            });
            return BoxedUnit.UNIT;
        }
    }

    private final org.apache.spark.sql.classic.SparkSession session;
    private final ParserInterface parser;

    private RoutineNames(org.apache.spark.sql.classic.SparkSession session, ParserInterface parser) {
        this.session = session;
        this.parser = parser;
    }

    @Override
    public LogicalPlan parsePlan(String sql) throws ParseException {
        return renamed(sql, parser.parsePlan(sql));
    }

    @Override
    public LogicalPlan parseQuery(String sql) throws ParseException {
        return renamed(sql, parser.parseQuery(sql));
    }

    @Override
    public Expression parseExpression(String sql) throws ParseException {
        return parser.parseExpression(sql).transform(new Calls(scope(sql)));
    }

    @Override
    public TableIdentifier parseTableIdentifier(String sql) throws ParseException {
        return parser.parseTableIdentifier(sql);
    }

    @Override
    public FunctionIdentifier parseFunctionIdentifier(String sql) throws ParseException {
        return parser.parseFunctionIdentifier(sql);
    }

    @Override
    public Seq<String> parseMultipartIdentifier(String sql) throws ParseException {
        return parser.parseMultipartIdentifier(sql);
    }

    @Override
    public StructType parseRoutineParam(String sql) throws ParseException {
        return parser.parseRoutineParam(sql);
    }

    @Override
    public StructType parseTableSchema(String sql) throws ParseException {
        return parser.parseTableSchema(sql);
    }

    @Override
    public DataType parseDataType(String sql) throws ParseException {
        return parser.parseDataType(sql);
    }

    private LogicalPlan renamed(String text, LogicalPlan plan) {
        Namespace scope = scope(text);
        QueryPlan<LogicalPlan> calls = plan.transformAllExpressionsWithSubqueries(new Calls(scope));
        return (LogicalPlan) calls.transformDownWithSubqueries(new TableCalls(scope));
    }

    private Namespace scope(String text) {
        return RegionCatalog.of(session).context().namespaceOf(text);
    }

    /** The session's temporary function that stands for the called one, if the metastore knows it. */
    private Optional<Seq<String>> temporary(Seq<String> called, Namespace scope) {
        List<String> parts = CollectionConverters.asJava(called);
        if (parts.size() > 3 || parts.size() == 1 && builtIn(parts.get(0))) {
            return Optional.empty();
        }
        StatementContext context = RegionCatalog.of(session).context();
        return context.function(TableName.resolve(parts, scope.catalog(), scope.schema()))
                .map(function -> SparkPlans.seq(List.of(ensureTemporary(context, function))));
    }

    private boolean builtIn(String name) {
        SessionCatalog catalog = session.sessionState().catalog();
        return catalog.lookupBuiltinOrTempFunction(name).isDefined()
                || catalog.lookupBuiltinOrTempTableFunction(name).isDefined();
    }

    private String ensureTemporary(StatementContext context, SqlFunction function) {
        String name = function.name().fullName();
        if (context.firstCall(function)) {
            Namespace scope = new Namespace(function.catalog(), function.schema());
            context.writtenIn(scope, function.body());
            Namespace before = RegionCatalog.of(session).namespace();
            RegionCatalog.of(session).use(scope);
            try {
                // Outside of whatever is being analysed: within a view, Spark hides the session's other functions.
                AnalysisContext.withNewAnalysisContext(() -> session.sql(definition(name, function)));
            } finally {
                RegionCatalog.of(session).use(before);
            }
        }
        return name;
    }

    private static String definition(String name, SqlFunction function) {
        return "CREATE TEMPORARY FUNCTION " + SparkPlans.quoted(name) + "(" + function.parameters() + ") RETURNS "
                + function.returns() + " RETURN " + function.body();
    }

    /** Whether the one who runs the statement is in a group of the account, or of the workspace, which has all of them here; also where a view or function of somebody else's asks. */
    private static boolean asksForMembership(UnresolvedFunction call) {
        return call.nameParts().size() == 1
                && MEMBERSHIP.contains(call.nameParts().head().toLowerCase(Locale.ROOT))
                && call.arguments().size() == 1;
    }

    private Expression membership(UnresolvedFunction call) {
        StatementContext context = RegionCatalog.of(session).context();
        List<Expression> groups = context.registry().groups(context.request().principal()).stream()
                .<Expression>map(group -> new Literal(UTF8String.fromString(group), DataTypes.StringType))
                .toList();
        return new In(call.arguments().head(), SparkPlans.seq(groups));
    }

    private final class Calls extends AbstractPartialFunction<Expression, Expression> {
        private final Namespace scope;

        private Calls(Namespace scope) {
            this.scope = scope;
        }

        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof UnresolvedFunction call
                    && (asksForMembership(call)
                            || temporary(call.nameParts(), scope).isPresent());
        }

        @Override
        public Expression apply(Expression expression) {
            UnresolvedFunction call = (UnresolvedFunction) expression;
            if (asksForMembership(call)) {
                return membership(call);
            }
            return new UnresolvedFunction(
                    temporary(call.nameParts(), scope).orElseThrow(),
                    call.arguments(),
                    call.isDistinct(),
                    call.filter(),
                    call.ignoreNulls(),
                    call.orderingWithinGroup(),
                    call.isInternal());
        }
    }

    private final class TableCalls extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        private final Namespace scope;

        private TableCalls(Namespace scope) {
            this.scope = scope;
        }

        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return plan instanceof UnresolvedTableValuedFunction call
                    && temporary(call.name(), scope).isPresent();
        }

        @Override
        public LogicalPlan apply(LogicalPlan plan) {
            UnresolvedTableValuedFunction call = (UnresolvedTableValuedFunction) plan;
            return new UnresolvedTableValuedFunction(
                    temporary(call.name(), scope).orElseThrow(), call.functionArgs(), call.isStreaming());
        }
    }
}
