package io.twinlake.catalogsync.sql.token;

import java.util.Optional;

/** What a string literal of a text says. */
public final class StringLiteral {
    private StringLiteral() {}

    /** Empty for what is no single plain literal: several behind one another are one text, and raw ones escape nothing. */
    public static Optional<String> value(String literal) {
        if (literal.length() < 2) {
            return Optional.empty();
        }
        char quote = literal.charAt(0);
        if ((quote != '\'' && quote != '"') || literal.charAt(literal.length() - 1) != quote) {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == quote) {
                return Optional.empty();
            }
            if (c == '\\') {
                i++;
                if (i == literal.length() - 1 || Character.isLetterOrDigit(literal.charAt(i))) {
                    return Optional.empty();
                }
                c = literal.charAt(i);
            }
            value.append(c);
        }
        return Optional.of(value.toString());
    }
}
