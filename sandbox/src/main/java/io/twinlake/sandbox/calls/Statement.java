package io.twinlake.sandbox.calls;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a SQL statement that only reads from one that could change something. */
final class Statement {

    private static final Pattern FIRST_WORD =
            Pattern.compile("(?s)(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/|\\()*([A-Za-z]+)");
    private static final Pattern CHANGE = Pattern.compile("(?i)\\b(insert|update|delete|merge)\\b");
    private static final Set<String> READS =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "FROM", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "LIST", "USE");

    private Statement() {}

    static boolean couldChangeState(String sql) {
        Matcher matcher = FIRST_WORD.matcher(sql);
        String word = matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
        return !READS.contains(word)
                || (word.equals("WITH") && CHANGE.matcher(sql).find());
    }
}
