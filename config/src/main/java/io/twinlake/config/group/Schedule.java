package io.twinlake.config.group;

import java.time.Duration;

/** When a group is synced. */
public sealed interface Schedule {
    /** By a Quartz cron expression, in the given time zone. */
    record Cron(String expression, java.time.ZoneId zone) implements Schedule {}

    /** Again and again, with at least this much time between two starts. */
    record Continuous(Duration minimumInterval) implements Schedule {}

    /** Only by command. */
    record Manual() implements Schedule {}
}
