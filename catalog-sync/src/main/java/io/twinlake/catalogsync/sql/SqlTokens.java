package io.twinlake.catalogsync.sql;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/** A SQL text cut into Spark's tokens, each with its place. */
public final class SqlTokens {
    private static final Set<Integer> TEXTS =
            Set.of(SqlBaseLexer.STRING_LITERAL, SqlBaseLexer.DOUBLEQUOTED_STRING, SqlBaseLexer.BACKQUOTED_IDENTIFIER);

    private final String sql;
    private final CommonTokenStream tokens;

    public SqlTokens(String sql) {
        this.sql = sql;
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseInput(sql));
        lexer.removeErrorListeners();
        this.tokens = new CommonTokenStream(lexer);
        tokens.fill();
    }

    CommonTokenStream stream() {
        return tokens;
    }

    /** Whether a name is put together at run time, so that nobody can tell what the text reads. */
    public boolean namesAtRunTime() {
        List<Token> seen = visible();
        for (int i = 0; i + 2 < seen.size(); i++) {
            if (seen.get(i).getType() == SqlBaseLexer.IDENTIFIER_KW
                    && seen.get(i + 1).getType() == SqlBaseLexer.LEFT_PAREN
                    && seen.get(i + 2).getType() != SqlBaseLexer.STRING_LITERAL) {
                return true;
            }
        }
        return false;
    }

    /** The text with the content of each quoted text or name given through a function; everything else keeps its place. */
    public String rewriteQuoted(UnaryOperator<String> rewrite) {
        StringBuilder rewritten = new StringBuilder();
        // Offsets of tokens count code points, not chars.
        int[] points = sql.codePoints().toArray();
        int done = 0;
        for (Token token : visible()) {
            if (TEXTS.contains(token.getType()) && token.getStopIndex() > token.getStartIndex()) {
                append(rewritten, points, done, token.getStartIndex());
                String quoted = token.getText();
                String content = quoted.substring(1, quoted.length() - 1);
                rewritten.append(quoted.charAt(0)).append(rewrite.apply(content));
                rewritten.append(quoted.charAt(quoted.length() - 1));
                done = token.getStopIndex() + 1;
            }
        }
        append(rewritten, points, done, points.length);
        return rewritten.toString();
    }

    private List<Token> visible() {
        return tokens.getTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF)
                .toList();
    }

    private static void append(StringBuilder text, int[] points, int from, int to) {
        for (int i = from; i < to; i++) {
            text.appendCodePoint(points[i]);
        }
    }
}
