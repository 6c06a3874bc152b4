package io.twinlake.orchestrator.schedule;

import io.twinlake.config.GroupName;
import java.time.Instant;
import java.util.Optional;

/**
 * One of a group's schedules as it is stored.
 *
 * @param work {@code sync} or {@code drill}
 * @param schedule the configured schedule in words
 * @param state {@code active}, {@code paused}, {@code manual}, or {@code not started} before the first {@code serve}
 */
public record ScheduleEntry(
        GroupName group,
        String work,
        String schedule,
        String state,
        Optional<Instant> previous,
        Optional<Instant> next) {}
