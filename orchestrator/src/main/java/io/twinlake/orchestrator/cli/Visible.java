package io.twinlake.orchestrator.cli;

import java.util.function.IntPredicate;

/**
 * Shows characters that a terminal, a log or a reader's eye would obey or overlook: control characters, marks that turn the direction of
 * writing, separators of lines, and what has a meaning and no shape. What came from outside can so neither move the cursor nor pretend to be
 * a line of ours, nor a name that it is not.
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

    /** Whether a document can stand as it is. */
    static boolean isPlain(String document) {
        return document.codePoints().noneMatch(Visible::isObeyed);
    }

    private static String shown(String text, IntPredicate hidden, @org.jspecify.annotations.Nullable String escape) {
        if (text.codePoints().noneMatch(hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (hidden.test(character)) {
                String form = escape != null ? escape : character < 0x100 ? "\\x%02x" : "\\u%04x";
                Character.toString(character).chars().forEach(unit -> visible.append(String.format(form, unit)));
            } else {
                visible.appendCodePoint(character);
            }
        });
        return visible.toString();
    }

    private static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> !joins(character);
            default -> false;
        };
    }

    /** The joiners make one sign of several, as scripts and emoji need it. */
    private static boolean joins(int character) {
        return character == 0x200C || character == 0x200D;
    }
}
