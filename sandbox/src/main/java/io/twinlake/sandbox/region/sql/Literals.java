package io.twinlake.sandbox.region.sql;

/** String literals: their values, and values as literals. */
public final class Literals {

    private Literals() {}

    /** The value of a quoted, perhaps raw, string literal. */
    static String value(String literal) {
        if (literal.charAt(0) == 'r' || literal.charAt(0) == 'R') {
            return literal.substring(2, literal.length() - 1);
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == '\\' && i + 1 < literal.length() - 1) {
                value.append(escaped(literal.charAt(++i)));
            } else {
                value.append(c);
                i += c == literal.charAt(0) ? 1 : 0;
            }
        }
        return value.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '0' -> "\0";
            case 'b' -> "\b";
            case '%' -> "\\%";
            case '_' -> "\\_";
            default -> String.valueOf(c);
        };
    }

    /** A value as a literal in single quotes. */
    public static String quote(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** A name part in backticks. */
    public static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
