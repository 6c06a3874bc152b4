package io.twinlake.orchestrator.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of several equal parts of the matrix. A cell is in the same part whatever other cells there are. */
record Slice(int number, int of) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

    Slice {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException(
                    "A slice is i/n with i from 1 to n, for example 1/8, and not " + number + "/" + of);
        }
    }

    static Slice parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A slice is i/n, for example 1/8, and not '" + text + "'");
        }
        return new Slice(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    boolean has(Cell cell) {
        // A text's hash is the same everywhere; mixed, because neighbouring names have neighbouring hashes.
        int hash = cell.id().hashCode() * 0x9E3779B9;
        return Math.floorMod(hash >>> 8, of) == number - 1;
    }
}
