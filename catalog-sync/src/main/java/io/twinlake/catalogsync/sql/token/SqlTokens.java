package io.twinlake.catalogsync.sql.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/** A SQL text cut into Spark's tokens, each with its place. */
public final class SqlTokens {
    private static final Set<Integer> TEXTS =
            Set.of(SqlBaseLexer.STRING_LITERAL, SqlBaseLexer.DOUBLEQUOTED_STRING, SqlBaseLexer.BACKQUOTED_IDENTIFIER);

    private final String sql;
    private final CommonTokenStream tokens;
    private final List<Token> visible;

    public SqlTokens(String sql) {
        this.sql = sql;
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseInput(sql));
        lexer.removeErrorListeners();
        this.tokens = new CommonTokenStream(lexer);
        tokens.fill();
        this.visible = tokens.getTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF)
                .toList();
    }

    public CommonTokenStream stream() {
        return tokens;
    }

    /** A part of a name without the quotes that it may be written in. */
    public static String bare(String part) {
        return part.length() > 1 && part.startsWith("`")
                ? part.substring(1, part.length() - 1).replace("``", "`")
                : part;
    }

    /** Where a name is put together at run time, so that nobody can tell what the text reads. */
    public Optional<Place> namesAtRunTime() {
        List<Token> seen = visible();
        for (int i = 0; i + 2 < seen.size(); i++) {
            if (seen.get(i).getType() == SqlBaseLexer.IDENTIFIER_KW
                    && seen.get(i + 1).getType() == SqlBaseLexer.LEFT_PAREN
                    && !isLiteralAlone(seen, i + 2)) {
                return Optional.of(Place.of(seen.get(i)));
            }
        }
        return Optional.empty();
    }

    private static boolean isLiteralAlone(List<Token> seen, int at) {
        return StringLiteral.value(seen.get(at).getText()).isPresent()
                && at + 1 < seen.size()
                && seen.get(at + 1).getType() == SqlBaseLexer.RIGHT_PAREN;
    }

    /** The texts and names in quotes. */
    public List<QuotedText> quoted() {
        List<QuotedText> quoted = new ArrayList<>();
        List<Token> seen = visible();
        for (int i = 0; i < seen.size(); i++) {
            if (TEXTS.contains(seen.get(i).getType())) {
                String written = seen.get(i).getText();
                // A raw literal has a letter before its quote.
                int begin = Character.isLetter(written.charAt(0)) ? 2 : 1;
                quoted.add(new QuotedText(
                        i,
                        written.substring(0, begin),
                        written.substring(begin, written.length() - 1),
                        Place.of(seen.get(i))));
            }
        }
        return quoted;
    }

    /** Where one of its tokens stands. */
    public Place place(int at) {
        return Place.of(visible().get(at));
    }

    /** The text with other tokens in these places; everything else keeps its own. */
    public String with(Map<Integer, String> replaced) {
        StringBuilder rewritten = new StringBuilder();
        // Offsets of tokens count code points, not chars.
        int[] points = sql.codePoints().toArray();
        int done = 0;
        List<Token> seen = visible();
        for (Map.Entry<Integer, String> other : new TreeMap<>(replaced).entrySet()) {
            Token token = seen.get(other.getKey());
            append(rewritten, points, done, token.getStartIndex());
            rewritten.append(other.getValue());
            done = token.getStopIndex() + 1;
        }
        append(rewritten, points, done, points.length);
        return rewritten.toString();
    }

    /** Without comments and white space. */
    public List<Token> visible() {
        return visible;
    }

    private static void append(StringBuilder text, int[] points, int from, int to) {
        for (int i = from; i < to; i++) {
            text.appendCodePoint(points[i]);
        }
    }
}
