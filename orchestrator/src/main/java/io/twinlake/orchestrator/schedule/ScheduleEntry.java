package io.twinlake.orchestrator.schedule;

import io.twinlake.config.name.GroupName;
import java.time.Instant;
import java.util.Optional;

/**
 * One of a group's schedules as it is stored.
 *
 * @param schedule the configured schedule in words
 */
public record ScheduleEntry(
        GroupName group,
        ScheduledWork work,
        String schedule,
        ScheduleState state,
        Optional<Instant> previous,
        Optional<Instant> next) {}
