package io.twinlake.sandbox.demo.report;

import java.util.Locale;

/** Pieces of a page; text is escaped here and nowhere else. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A row of a table of two columns: a name and its number, which is text that needs no escaping. */
    static String figure(String name, String value) {
        return "<tr><th>%s</th><td class=\"number\">%s</td></tr>".formatted(escaped(name), value);
    }

    static String oneDecimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
