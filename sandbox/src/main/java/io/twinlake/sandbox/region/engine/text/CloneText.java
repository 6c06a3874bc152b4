package io.twinlake.sandbox.region.engine.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * A CLONE statement in the words that Delta's parser knows.
 *
 * @param deep whether it asked for copies of the files; Delta's parser knows only the other kind
 * @param parseable the statement with SHALLOW written in
 */
public record CloneText(boolean deep, String parseable) {

    /** A statement that has reached one of these is no clone. */
    private static final Set<String> ENDS = Set.of("AS", "(", "USING", "SELECT", "LIKE", ";");

    /** Recognizes CREATE or REPLACE TABLE ... CLONE; empty for any other statement. */
    public static Optional<CloneText> of(String sql) {
        List<? extends Token> tokens = SqlTokens.of(sql);
        if (tokens.isEmpty() || !is(tokens.get(0), "CREATE") && !is(tokens.get(0), "REPLACE")) {
            return Optional.empty();
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (ENDS.contains(upper(tokens.get(i)))) {
                return Optional.empty();
            }
            if (is(tokens.get(i), "CLONE") && !is(tokens.get(i - 1), "TABLE") && !is(tokens.get(i - 1), ".")) {
                return Optional.of(at(sql, tokens.get(i - 1), tokens.get(i)));
            }
        }
        return Optional.empty();
    }

    private static CloneText at(String sql, Token before, Token clone) {
        if (is(before, "SHALLOW")) {
            return new CloneText(false, sql);
        }
        boolean written = is(before, "DEEP");
        int from = SqlTokens.offset(sql, written ? before.getStartIndex() : clone.getStartIndex());
        int to = written ? SqlTokens.offset(sql, before.getStopIndex() + 1) : from;
        return new CloneText(
                true, sql.substring(0, from) + "SHALLOW " + sql.substring(to).stripLeading());
    }

    private static boolean is(Token token, String word) {
        return token.getText().equalsIgnoreCase(word);
    }

    private static String upper(Token token) {
        return token.getText().toUpperCase(Locale.ROOT);
    }
}
