package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.sql.token.SqlTokens;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/** Parses the text of a view or a function, which is a query or an expression. */
final class SqlParse {
    private SqlParse() {}

    /** Empty where the text is neither in Spark's grammar. */
    static Optional<ParseTree> of(SqlTokens text) {
        return parse(text.stream(), SqlBaseParser::singleStatement)
                .or(() -> parse(text.stream(), SqlBaseParser::singleExpression));
    }

    /** The quick prediction mode first; the full one decides whether the text is wrong. */
    private static Optional<ParseTree> parse(
            CommonTokenStream tokens, Function<SqlBaseParser, ? extends ParseTree> rule) {
        tokens.seek(0);
        SqlBaseParser parser = new SqlBaseParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return Optional.of(rule.apply(parser));
        } catch (ParseCancellationException notBySll) {
            tokens.seek(0);
            parser.reset();
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            ParseTree tree = rule.apply(parser);
            return parser.getNumberOfSyntaxErrors() == 0 ? Optional.of(tree) : Optional.empty();
        }
    }
}
