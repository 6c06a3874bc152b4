package io.twinlake.sandbox.region.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.antlr.v4.runtime.Token;

/**
 * A statement that reads from {@code (DESCRIBE HISTORY ...)}, which Spark's parser does not know.
 *
 * @param outer the statement with something else in the place of each
 * @param histories what stands in those parentheses, in their order: statements of their own
 */
public record HistoryText(String outer, List<String> histories) {

    public HistoryText {
        histories = List.copyOf(histories);
    }

    /** @param instead what comes in the place of each, by its number from 0 */
    public static HistoryText of(String sql, IntFunction<String> instead) {
        List<? extends Token> tokens = SqlTokens.of(sql);
        StringBuilder outer = new StringBuilder();
        List<String> histories = new ArrayList<>();
        int written = 0;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            OptionalInt end = begins(tokens, i) ? end(tokens, i + 1) : OptionalInt.empty();
            if (end.isPresent()) {
                int from = SqlTokens.offset(sql, tokens.get(i).getStartIndex());
                int to = SqlTokens.offset(sql, tokens.get(end.getAsInt()).getStopIndex() + 1);
                outer.append(sql, written, from).append(instead.apply(histories.size()));
                histories.add(sql.substring(from + 1, to - 1));
                written = to;
                i = end.getAsInt();
            }
        }
        return new HistoryText(outer.append(sql.substring(written)).toString(), histories);
    }

    private static boolean begins(List<? extends Token> tokens, int at) {
        String describe = tokens.get(at + 1).getText();
        return tokens.get(at).getText().equals("(")
                && (describe.equalsIgnoreCase("DESCRIBE") || describe.equalsIgnoreCase("DESC"))
                && tokens.get(at + 2).getText().equalsIgnoreCase("HISTORY");
    }

    private static OptionalInt end(List<? extends Token> tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).getText().equals(")")) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
