package io.twinlake.config.group;

import java.time.Duration;

/** What becomes of a replica whose source is gone. */
public sealed interface OnDelete {
    /** It stays, and is reported. */
    record Report() implements OnDelete {}

    /**
     * It stays for a time, unless the source has it again, and is removed then.
     *
     * @param time counted from the first sync that found the source gone
     */
    record KeepMarked(Duration time) implements OnDelete {}

    /** It is removed. */
    record Prune() implements OnDelete {}

    /** Reads {@code report}, {@code keepMarked DAYS} or {@code prune}. */
    static OnDelete parse(String text) {
        return switch (text) {
            case "report" -> new Report();
            case "prune" -> new Prune();
            default -> new KeepMarked(Duration.ofDays(Long.parseLong(text.substring(text.indexOf(' ') + 1))));
        };
    }
}
