package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.SqlFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/** Reads a statement word by word; what does not fit is a PARSE_SYNTAX_ERROR. */
public final class Cursor {

    private static final Set<String> NESTED = Set.of("ARRAY", "MAP", "STRUCT");

    private final String sql;
    private final List<Word> words;
    private int next;

    public Cursor(String sql) {
        this.sql = sql;
        this.words = Words.of(sql);
    }

    /** Goes back to the statement's first word. */
    public void rewind() {
        next = 0;
    }

    public boolean atEnd() {
        return next >= words.size();
    }

    /** Takes the keywords if they come next, all of them in that order; else takes nothing. */
    public boolean accept(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (next + i >= words.size() || !words.get(next + i).is(keywords[i])) {
                return false;
            }
        }
        next += keywords.length;
        return true;
    }

    /** Takes one of the keywords if it comes next, and says which. */
    public Optional<String> acceptOne(String... keywords) {
        for (String keyword : keywords) {
            if (accept(keyword)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    public void expect(String... keywords) {
        for (String keyword : keywords) {
            if (!accept(keyword)) {
                throw unexpected();
            }
        }
    }

    /** True where the keywords come next; takes nothing. */
    public boolean sees(String... keywords) {
        int before = next;
        boolean accepted = accept(keywords);
        next = before;
        return accepted;
    }

    /** A name of one or more parts. */
    public List<String> name() {
        List<String> parts = new ArrayList<>(List.of(identifier()));
        while (accept(".")) {
            parts.add(identifier());
        }
        return parts;
    }

    /** One identifier, plain or in backticks. */
    public String identifier() {
        Word word = take();
        if (word.type() == SqlBaseLexer.BACKQUOTED_IDENTIFIER) {
            return word.text().substring(1, word.text().length() - 1).replace("``", "`");
        }
        if (!word.text().isEmpty() && isWordCharacter(word.text().codePointAt(0))) {
            return word.text();
        }
        next--;
        throw unexpected();
    }

    private static boolean isWordCharacter(int character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    /** A string literal's value. */
    public String string() {
        Word word = take();
        if (word.type() != SqlBaseLexer.STRING_LITERAL && word.type() != SqlBaseLexer.DOUBLEQUOTED_STRING) {
            next--;
            throw unexpected();
        }
        return Literals.value(word.text());
    }

    public boolean seesString() {
        return !atEnd()
                && (words.get(next).type() == SqlBaseLexer.STRING_LITERAL
                        || words.get(next).type() == SqlBaseLexer.DOUBLEQUOTED_STRING);
    }

    /** A literal of any kind as text, such as a property's value. */
    public String value() {
        return seesString() ? string() : take().text();
    }

    /** {@code ('key' = 'value', ...)}; a key may be dotted words, a value may be missing. */
    public Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        expect("(");
        do {
            String key = seesString() ? string() : String.join(".", name());
            boolean valued = accept("=") || (!sees(",") && !sees(")"));
            pairs.put(key, valued ? value() : "");
        } while (accept(","));
        expect(")");
        return pairs;
    }

    /** {@code ('key', ...)}, or with values that do not matter. */
    public List<String> keys() {
        return List.copyOf(pairs().keySet());
    }

    /** The text of the next parenthesised group, without its parentheses. */
    public String group() {
        expect("(");
        int from = words.get(next - 1).end();
        skipTo(")");
        String text = sql.substring(from, words.get(next).start());
        expect(")");
        return text.strip();
    }

    /** Moves on to the next of these words outside of parentheses and of types' angle brackets, or to the end. */
    public void skipTo(String... keywords) {
        int parentheses = 0;
        int angles = 0;
        String before = "";
        while (!atEnd()) {
            if (parentheses == 0 && angles == 0 && seesOne(keywords)) {
                return;
            }
            String word = take().text().toUpperCase(Locale.ROOT);
            parentheses += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (word.equals("<") && NESTED.contains(before)) {
                angles++;
            } else if (angles > 0 && word.matches(">+")) {
                angles -= word.length();
            }
            before = word;
        }
    }

    private boolean seesOne(String... keywords) {
        for (String keyword : keywords) {
            if (sees(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** Where the next word begins in the text; the text's end behind the last word. */
    public int offset() {
        return atEnd() ? end() : words.get(next).start();
    }

    /** The text between an offset and the next word. */
    public String textSince(int offset) {
        int to = next == 0 ? offset : words.get(next - 1).end();
        return sql.substring(offset, Math.max(offset, to));
    }

    /** All that is left, as it is written. */
    public String rest() {
        if (atEnd()) {
            throw unexpected();
        }
        String rest = sql.substring(words.get(next).start(), end());
        next = words.size();
        return rest;
    }

    public String sql() {
        return sql;
    }

    private int end() {
        return words.isEmpty() ? 0 : words.get(words.size() - 1).end();
    }

    /** The statement must be over. */
    public void expectEnd() {
        if (!atEnd()) {
            throw unexpected();
        }
    }

    private Word take() {
        if (atEnd()) {
            throw unexpected();
        }
        return words.get(next++);
    }

    /** The failure that names the next word. */
    public SqlFailure unexpected() {
        String near = atEnd() ? "end of input" : "'" + words.get(next).text() + "'";
        return SqlFailure.of("PARSE_SYNTAX_ERROR", "42601", "Syntax error at or near " + near + ".");
    }
}
