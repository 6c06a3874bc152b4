package io.twinlake.sandbox.region.sql;

import java.util.Locale;

/**
 * One token of a statement with its place in the text.
 *
 * @param start of its first character, {@code end} after its last
 */
record Word(int type, String text, int start, int end) {

    boolean is(String keyword) {
        return text.toUpperCase(Locale.ROOT).equals(keyword);
    }
}
