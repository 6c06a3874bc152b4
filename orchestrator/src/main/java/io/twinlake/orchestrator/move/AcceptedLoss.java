package io.twinlake.orchestrator.move;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much an operator accepts to lose in a forced move.
 *
 * @param atMost the oldest replica that may be promoted; empty for any, also one of unknown age
 */
public record AcceptedLoss(Optional<Duration> atMost) {
    private static final String UNBOUNDED = "unbounded";
    private static final Pattern SHORT = Pattern.compile("(\\d+)(s|m|h|d)");

    /** Reads {@code unbounded}, or a duration such as {@code 90s}, {@code 15m} or {@code PT15M}. */
    public static Optional<AcceptedLoss> parse(String text) {
        if (text.equals(UNBOUNDED)) {
            return Optional.of(new AcceptedLoss(Optional.empty()));
        }
        Matcher brief = SHORT.matcher(text);
        if (brief.matches()) {
            return duration((brief.group(2).equals("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
        }
        return duration(text);
    }

    private static Optional<AcceptedLoss> duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isNegative() ? Optional.empty() : Optional.of(new AcceptedLoss(Optional.of(duration)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a replica of this age may be promoted; one of unknown age only without a bound. */
    public boolean covers(Optional<Duration> age) {
        return atMost.isEmpty()
                || age.filter(known -> known.compareTo(atMost.get()) <= 0).isPresent();
    }

    /** As it can be read again. */
    @Override
    public String toString() {
        return atMost.map(AcceptedLoss::text).orElse(UNBOUNDED);
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.getNano() != 0) {
            return duration.toString();
        }
        return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
