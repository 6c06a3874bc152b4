package io.twinlake.orchestrator.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text for people: sentences and tables as wide as there is room, with or without colour, and nothing in them that a terminal obeys. */
public final class Page {
    /** The width of what is no terminal: nothing is wrapped or cut, for it may be read by a program. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final PrintStream out;
    private final boolean colour;
    private final int columns;

    /** @param columns how wide a line may be */
    public Page(PrintStream out, boolean colour, int columns) {
        this.out = out;
        this.colour = colour;
        this.columns = columns;
    }

    /** A line, wrapped at words where it is too long; continued lines are indented. */
    public void line(String text) {
        line("", text);
    }

    /** The same, set in: with it begin the continued lines as well. */
    public void line(String indent, String text) {
        String rest = Visible.line(text);
        String begin = indent;
        while (begin.length() + rest.length() > columns) {
            int cut = rest.lastIndexOf(' ', columns - begin.length());
            if (cut <= 0 || rest.substring(0, cut).isBlank()) {
                break;
            }
            out.println(begin + rest.substring(0, cut));
            rest = rest.substring(cut + 1);
            begin = indent + "    ";
        }
        out.println(begin + rest);
    }

    /** A document's word as people write it: never synced, for {@code neverSynced}. */
    public static String spoken(String word) {
        return word.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    public void blank() {
        out.println();
    }

    /** A heading, bold where colour is allowed. */
    public void heading(String text) {
        String visible = Visible.line(text);
        out.println(colour ? "\u001b[1m" + visible + "\u001b[0m" : visible);
    }

    /** Text on a line of its own, never wrapped: for what is copied, such as a hash or a script. */
    public void verbatim(String text) {
        out.println(Visible.line(text));
    }

    /** A table with a heading; the widest columns are cut until it fits. */
    public void table(List<String> heading, List<List<String>> rows) {
        List<List<String>> visible = rows.stream()
                .map(cells -> cells.stream().map(Visible::line).toList())
                .toList();
        int[] widths = widths(heading, visible);
        heading(row(heading, widths));
        visible.forEach(cells -> out.println(row(cells, widths)));
    }

    private int[] widths(List<String> heading, List<List<String>> rows) {
        int[] widths = heading.stream().mapToInt(Page::length).toArray();
        for (List<String> cells : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(cells.get(i)));
            }
        }
        int total = 2 * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        for (; total > Math.max(columns, 4 * widths.length); total--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static String row(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(cells.get(i), widths[i]);
            padded.add(cell + " ".repeat(widths[i] - length(cell)));
        }
        return String.join("  ", padded).stripTrailing();
    }

    private static String cut(String text, int width) {
        return length(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
