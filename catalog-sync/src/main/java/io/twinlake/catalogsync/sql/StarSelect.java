package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.sql.token.SqlTokens;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * Whether what a query gives depends on which columns others have now.
 *
 * @param isThere whether its outermost list has a star
 * @param ofOne what it has all columns of, where it is a star alone over one table or view
 */
public record StarSelect(boolean isThere, Optional<ObjectName> ofOne) {
    private static final StarSelect NONE = new StarSelect(false, Optional.empty());
    private static final StarSelect OF_MANY = new StarSelect(true, Optional.empty());
    private static final Set<Integer> BEFORE_A_STAR = Set.of(
            SqlBaseLexer.SELECT,
            SqlBaseLexer.COMMA,
            SqlBaseLexer.DOT,
            SqlBaseLexer.ALL,
            SqlBaseLexer.DISTINCT,
            SqlBaseLexer.HENT_END);

    /** Of a text that Spark's grammar does not know, any star counts. */
    public static StarSelect in(String query, ObjectName schema) {
        SqlTokens text = new SqlTokens(query);
        Optional<ParseTree> tree = SqlParse.of(text);
        if (tree.isEmpty()) {
            return hasStar(text.visible()) ? OF_MANY : NONE;
        }
        return tree.get() instanceof SqlBaseParser.SingleStatementContext statement
                        && statement.statement() instanceof SqlBaseParser.StatementDefaultContext plain
                ? of(plain.query(), schema)
                : NONE;
    }

    private static boolean hasStar(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).getType() == SqlBaseLexer.ASTERISK
                    && BEFORE_A_STAR.contains(tokens.get(i - 1).getType())) {
                return true;
            }
        }
        return false;
    }

    private static StarSelect of(SqlBaseParser.QueryContext query, ObjectName schema) {
        return of(query.queryTerm(), schema);
    }

    private static StarSelect of(SqlBaseParser.QueryTermContext term, ObjectName schema) {
        if (term instanceof SqlBaseParser.QueryTermDefaultContext plain) {
            return of(plain.queryPrimary(), schema);
        }
        boolean any = term.getRuleContexts(SqlBaseParser.QueryTermContext.class).stream()
                .anyMatch(part -> of(part, schema).isThere());
        return any ? OF_MANY : NONE;
    }

    private static StarSelect of(SqlBaseParser.QueryPrimaryContext primary, ObjectName schema) {
        if (primary instanceof SqlBaseParser.TableContext table) {
            return new StarSelect(true, named(table.identifierReference(), schema));
        }
        if (primary instanceof SqlBaseParser.SubqueryContext subquery) {
            return of(subquery.query(), schema);
        }
        if (primary instanceof SqlBaseParser.InlineTableDefault1Context) {
            return NONE;
        }
        return primary instanceof SqlBaseParser.QueryPrimaryDefaultContext plain
                        && plain.querySpecification() instanceof SqlBaseParser.RegularQuerySpecificationContext select
                ? of(select, schema)
                : OF_MANY;
    }

    private static StarSelect of(SqlBaseParser.RegularQuerySpecificationContext select, ObjectName schema) {
        List<SqlBaseParser.NamedExpressionContext> list =
                select.selectClause().namedExpressionSeq().namedExpression();
        if (list.stream().noneMatch(StarSelect::isStar)) {
            return NONE;
        }
        boolean alone = list.size() == 1 && list.get(0).getText().equals("*");
        return alone ? new StarSelect(true, relation(select, schema)) : OF_MANY;
    }

    private static boolean isStar(SqlBaseParser.NamedExpressionContext expression) {
        ParseTree inner = expression.expression();
        while (inner.getChildCount() == 1 && !(inner instanceof SqlBaseParser.StarContext)) {
            inner = inner.getChild(0);
        }
        return inner instanceof SqlBaseParser.StarContext;
    }

    private static Optional<ObjectName> relation(
            SqlBaseParser.RegularQuerySpecificationContext select, ObjectName schema) {
        SqlBaseParser.FromClauseContext from = select.fromClause();
        boolean one = from != null
                && select.lateralView().isEmpty()
                && from.lateralView().isEmpty()
                && from.relation().size() == 1
                && from.pivotClause() == null
                && from.unpivotClause() == null
                && from.relation(0).relationExtension().isEmpty();
        if (!one || !(from.relation(0).relationPrimary() instanceof SqlBaseParser.TableNameContext table)) {
            return Optional.empty();
        }
        return table.tableAlias() != null && table.tableAlias().identifierList() != null
                ? Optional.empty()
                : named(table.identifierReference(), schema);
    }

    private static Optional<ObjectName> named(SqlBaseParser.IdentifierReferenceContext reference, ObjectName schema) {
        List<String> parts = TableNames.parts(reference);
        return TableNames.isPath(parts) || QueryNames.covers(reference, parts)
                ? Optional.empty()
                : TableNames.full(parts, schema);
    }
}
