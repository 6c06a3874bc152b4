package io.twinlake.clients.databricks.sql;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The one place where a text becomes a literal of a SQL text: where the grammar takes no parameter. */
public final class Literals {
    private Literals() {}

    /** A string literal; a backslash escapes in it, and a doubled quote would not. */
    public static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** {@code ('a', ...)}. */
    public static String names(Collection<String> names) {
        return names.stream().map(Literals::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    /** {@code ('a' = 'b', ...)}. */
    public static String properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> quote(property.getKey()) + " = " + quote(property.getValue()))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
