package io.twinlake.sandbox.region.metastore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The call of a function for each row of a table.
 *
 * @param arguments what is passed; for a column mask behind the column's own value
 */
public record GuardCall(TableName function, List<Argument> arguments) {

    /**
     * One argument.
     *
     * @param text a column's name; or a number, a truth value, NULL or a string without escapes, as it is written
     */
    public record Argument(String text, boolean literal) {

        private static final Pattern LITERAL = Pattern.compile("(?i)\\d+(\\.\\d+)?|true|false|null|'[^'\\\\]*'");

        public Argument {
            if (literal && !LITERAL.matcher(text).matches()) {
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE,
                        "The sandbox passes no such constant to a function: " + text);
            }
        }

        public static Argument column(String name) {
            return new Argument(name, false);
        }

        private String sql() {
            return literal ? text : quoted(text);
        }
    }

    public GuardCall {
        arguments = List.copyOf(arguments);
    }

    /** The columns among the arguments. */
    public List<String> columns() {
        return arguments.stream()
                .filter(argument -> !argument.literal())
                .map(Argument::text)
                .toList();
    }

    /** The call as an expression over the table's columns. */
    public String sql() {
        return function.quoted() + arguments.stream().map(Argument::sql).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The same call with a column's value before its arguments. */
    public GuardCall of(String column) {
        List<Argument> all = new ArrayList<>(List.of(Argument.column(column)));
        all.addAll(arguments);
        return new GuardCall(function, all);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
