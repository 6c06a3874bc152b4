package io.twinlake.failover.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long a Delta table keeps what it takes to go back to an older version: the files of that version, and its log.
 *
 * @param set the two properties by their names, each as a listing tells it, or what the platform takes where it tells none
 */
public record Retention(SortedMap<String, String> set) {
    private static final String FILES = "delta.deletedFileRetentionDuration";
    private static final String LOG = "delta.logRetentionDuration";
    private static final Pattern PART = Pattern.compile("(\\d+)\\s+(week|day|hour|minute|second)s?");

    /** @param properties of the table, as a listing has them */
    static Retention of(JsonNode properties) {
        SortedMap<String, String> set = new TreeMap<>();
        set.put(FILES, properties.path(FILES).asText("interval 7 days"));
        set.put(LOG, properties.path(LOG).asText("interval 30 days"));
        return new Retention(set);
    }

    /** The properties that keep less than that; one that is not understood counts among them. */
    public SortedMap<String, String> shorterThan(Duration outage) {
        SortedMap<String, String> shorter = new TreeMap<>(set);
        shorter.values().removeIf(interval -> kept(interval).compareTo(outage) >= 0);
        return shorter;
    }

    /** An interval as Delta writes it, such as {@code interval 1 week 12 hours}. */
    private static Duration kept(String interval) {
        Duration kept = Duration.ZERO;
        Matcher part = PART.matcher(interval.toLowerCase(Locale.ROOT));
        while (part.find()) {
            long amount = Long.parseLong(part.group(1));
            kept = kept.plus(
                    switch (part.group(2)) {
                        case "week" -> Duration.ofDays(7 * amount);
                        case "day" -> Duration.ofDays(amount);
                        case "hour" -> Duration.ofHours(amount);
                        case "minute" -> Duration.ofMinutes(amount);
                        default -> Duration.ofSeconds(amount);
                    });
        }
        return kept;
    }
}
