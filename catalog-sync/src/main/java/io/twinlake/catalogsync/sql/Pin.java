package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.sql.token.Place;
import io.twinlake.catalogsync.sql.token.SqlTokens;
import io.twinlake.catalogsync.sql.token.StringLiteral;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.ParseTreeWalker;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;
import org.jspecify.annotations.Nullable;

/**
 * A version or a time at which a text reads a table. A replica has a history of its own, so it says something else there.
 *
 * @param text how it is written
 */
public record Pin(String text, Place place) {
    private static final Set<String> CHANGES = Set.of("table_changes", "table_changes_by_path");
    private static final Set<String> OPTIONS = Set.of("versionasof", "timestampasof");
    private static final String AT_VERSION = "v\\d+|\\d{17}";

    /** The first one of a text. */
    public static Optional<Pin> in(String sql) {
        SqlTokens text = new SqlTokens(sql);
        if (text.visible().stream().noneMatch(Pin::mayBePartOfOne)) {
            return Optional.empty();
        }
        Optional<ParseTree> tree = SqlParse.of(text);
        if (tree.isEmpty()) {
            return inTokens(text.visible());
        }
        Search search = new Search();
        ParseTreeWalker.DEFAULT.walk(search, tree.get());
        return Optional.ofNullable(search.first);
    }

    private static boolean mayBePartOfOne(Token token) {
        String word = token.getText().toLowerCase(Locale.ROOT);
        return token.getType() == SqlBaseLexer.OF
                || word.contains("@")
                || word.contains("asof")
                || CHANGES.contains(word);
    }

    /** Of a text beyond Spark's grammar, to which {@code t@v1} belongs. */
    private static Optional<Pin> inTokens(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean at = tokens.get(i).getText().equals("@")
                    && tokens.get(i + 1).getText().toLowerCase(Locale.ROOT).matches(AT_VERSION);
            if (at || asOf(tokens, i)) {
                int words = at ? 2 : 3;
                String said = String.join(
                        at ? "" : " ",
                        tokens.subList(i, i + words).stream()
                                .map(Token::getText)
                                .toList());
                return Optional.of(new Pin(said, Place.of(tokens.get(i))));
            }
        }
        return Optional.empty();
    }

    /** A column named {@code version} may be called {@code of}: then no value follows. */
    private static boolean asOf(List<Token> tokens, int i) {
        return i + 3 < tokens.size()
                && Set.of(
                                SqlBaseLexer.VERSION,
                                SqlBaseLexer.SYSTEM_VERSION,
                                SqlBaseLexer.TIMESTAMP,
                                SqlBaseLexer.SYSTEM_TIME)
                        .contains(tokens.get(i).getType())
                && tokens.get(i + 1).getType() == SqlBaseLexer.AS
                && tokens.get(i + 2).getType() == SqlBaseLexer.OF
                && !Set.of(SqlBaseLexer.COMMA, SqlBaseLexer.FROM, SqlBaseLexer.RIGHT_PAREN)
                        .contains(tokens.get(i + 3).getType());
    }

    private static final class Search extends SqlBaseParserBaseListener {
        private @Nullable Pin first;

        @Override
        public void enterTemporalClause(SqlBaseParser.TemporalClauseContext context) {
            found(context);
        }

        @Override
        public void enterTableName(SqlBaseParser.TableNameContext context) {
            List<String> parts = TableNames.parts(context.identifierReference());
            if (TableNames.isPath(parts)
                    && parts.get(1).toLowerCase(Locale.ROOT).matches(".*@(" + AT_VERSION + ")")) {
                found(context.identifierReference());
            }
        }

        @Override
        public void enterOptionsClause(SqlBaseParser.OptionsClauseContext context) {
            for (SqlBaseParser.PropertyContext option : context.options.property()) {
                String key = option.getStart().getText();
                String name = StringLiteral.value(key).orElse(SqlTokens.bare(key));
                if (OPTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                    found(option);
                }
            }
        }

        @Override
        public void enterFunctionTable(SqlBaseParser.FunctionTableContext context) {
            if (CHANGES.contains(context.funcName.getText().toLowerCase(Locale.ROOT))) {
                found(context.funcName);
            }
        }

        private void found(ParserRuleContext context) {
            if (first == null) {
                String written = context.getStart()
                        .getInputStream()
                        .getText(Interval.of(
                                context.getStart().getStartIndex(),
                                context.getStop().getStopIndex()));
                first = new Pin(written, Place.of(context.getStart()));
            }
        }
    }
}
