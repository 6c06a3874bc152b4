package io.twinlake.orchestrator.schedule;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.run.RunKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One of a group's schedules as it is stored.
 *
 * @param work what is run: a sync or a drill
 * @param schedule the configured schedule in words
 */
public record ScheduleEntry(
        GroupName group,
        RunKind work,
        String schedule,
        ScheduleState state,
        Optional<Instant> previous,
        Optional<Instant> next) {}
