package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.sql.token.SqlTokens;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTreeWalker;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;

/**
 * What a query or an expression reads, by its full names: those of fewer than three parts are looked up in a schema.
 *
 * @param tables tables and views; not a query's own names where they are seen
 * @param functions whatever is written as a call, built-in functions included
 */
public record NamesRead(SortedSet<ObjectName> tables, SortedSet<ObjectName> functions) {
    /** Empty if the text is none that Spark's grammar knows. */
    public static Optional<NamesRead> in(String text, ObjectName schema) {
        return SqlParse.of(new SqlTokens(text)).map(tree -> {
            Collected collected = new Collected(schema);
            ParseTreeWalker.DEFAULT.walk(collected, tree);
            return new NamesRead(collected.tables, collected.functions);
        });
    }

    private static final class Collected extends SqlBaseParserBaseListener {
        private final ObjectName schema;
        private final SortedSet<ObjectName> tables = new TreeSet<>();
        private final SortedSet<ObjectName> functions = new TreeSet<>();

        Collected(ObjectName schema) {
            this.schema = schema;
        }

        @Override
        public void enterTableName(SqlBaseParser.TableNameContext context) {
            table(context.identifierReference());
        }

        @Override
        public void enterTable(SqlBaseParser.TableContext context) {
            table(context.identifierReference());
        }

        @Override
        public void enterFunctionTableSubqueryArgument(SqlBaseParser.FunctionTableSubqueryArgumentContext context) {
            if (context.identifierReference() != null) {
                table(context.identifierReference());
            }
        }

        @Override
        public void enterFunctionName(SqlBaseParser.FunctionNameContext context) {
            if (context.qualifiedName() != null) {
                add(
                        functions,
                        context.qualifiedName().identifier().stream()
                                .map(ParserRuleContext::getText)
                                .map(SqlTokens::bare)
                                .toList());
            }
        }

        private void table(SqlBaseParser.IdentifierReferenceContext reference) {
            List<String> parts = TableNames.parts(reference);
            if (!TableNames.isPath(parts) && !QueryNames.covers(reference, parts)) {
                add(tables, parts);
            }
        }

        private void add(SortedSet<ObjectName> names, List<String> parts) {
            TableNames.full(parts, schema).ifPresent(names::add);
        }
    }
}
