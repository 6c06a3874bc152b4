package io.twinlake.catalogsync.sql.token;

/**
 * A quoted text or name of a SQL text.
 *
 * @param at its place among the text's tokens
 * @param content what stands between its quotes, as it is written
 */
public record QuotedText(int at, String before, String content, Place place) {
    /** Whether it is a text, and no name. */
    public boolean isLiteral() {
        return !before.endsWith("`");
    }

    /** It with another content. */
    public String with(String other) {
        return before + other + before.charAt(before.length() - 1);
    }
}
