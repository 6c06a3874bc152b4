package io.twinlake.ledger.export.signed;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one exported file; the names of a ledger sort by their sequence.
 *
 * @param ledger the identity of the ledger that it is of
 * @param sequence from 1
 */
public record ExportName(String ledger, long sequence, Kind kind) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9-]+)/([0-9]{12})-(snapshot|increment)\\.jsonl\\.gz");

    /** What a file holds. */
    public enum Kind {
        /** Everything. */
        SNAPSHOT,
        /** What changed since the file before. */
        INCREMENT
    }

    /** The name that the text is, if it is one. */
    public static Optional<ExportName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ExportName(
                        matcher.group(1),
                        Long.parseLong(matcher.group(2)),
                        Kind.valueOf(matcher.group(3).toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%s/%012d-%s.jsonl.gz".formatted(ledger, sequence, kind.name().toLowerCase(Locale.ROOT));
    }
}
