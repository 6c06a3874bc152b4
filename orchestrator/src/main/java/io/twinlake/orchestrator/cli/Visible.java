package io.twinlake.orchestrator.cli;

import java.util.function.IntPredicate;

/**
 * Shows characters that a terminal, a log or a reader's eye would obey: control characters, marks that turn the direction of writing, and
 * separators of lines. What came from outside can so neither move the cursor nor pretend to be a line of ours.
 */
public final class Visible {
    private Visible() {}

    /** Text that is one line: a line break in it is shown as well. */
    public static String line(String text) {
        return shown(text, Visible::isObeyed);
    }

    /** Text that has lines of its own. */
    public static String lines(String text) {
        return shown(text, character -> isObeyed(character) && character != '\n' && character != '\t');
    }

    /** A document in JSON or YAML, where the same characters stand as escapes and mean the same. */
    static String document(String text) {
        return shown(text, character -> isObeyed(character) && character != '\n' && character != '\t', "\\u%04x");
    }

    private static String shown(String text, IntPredicate hidden) {
        return shown(text, hidden, null);
    }

    private static String shown(String text, IntPredicate hidden, @org.jspecify.annotations.Nullable String escape) {
        if (text.chars().noneMatch(hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(character -> {
            if (hidden.test(character)) {
                String form = escape != null ? escape : character < 0x100 ? "\\x%02x" : "\\u%04x";
                visible.append(String.format(form, character));
            } else {
                visible.append((char) character);
            }
        });
        return visible.toString();
    }

    private static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> turnsDirection(character);
        };
    }

    private static boolean turnsDirection(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
