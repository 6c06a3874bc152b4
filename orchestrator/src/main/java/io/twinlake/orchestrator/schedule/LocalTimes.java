package io.twinlake.orchestrator.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * The times of a cron expression in a zone, so that no window is left out where the zone's clocks are changed. A local time that does
 * not exist that day comes as much later as the clocks are put forward. A local time that exists twice comes at its first occurrence,
 * and at both where the expression does not name its hours (a wildcard, a step or a range), for then it is a distance and no time of day.
 */
final class LocalTimes {
    private static final Pattern NAMED_HOURS = Pattern.compile("[0-9]+(,[0-9]+)*");
    private static final int HOURS = 2;

    /** Reads and answers local times as if they were of UTC, which changes no clocks. */
    private final CronExpression expression;

    private final ZoneRules rules;
    private final boolean namesItsHours;

    LocalTimes(String expression, ZoneId zone) {
        try {
            this.expression = new CronExpression(expression);
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + expression + "' is not a cron expression: " + e.getMessage(), e);
        }
        this.expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        this.rules = zone.getRules();
        this.namesItsHours =
                NAMED_HOURS.matcher(expression.trim().split("\\s+")[HOURS]).matches();
    }

    /** The first time after that one; none where the schedule has ended. */
    Optional<Instant> after(Instant time) {
        Instant from = Instant.ofEpochSecond(time.getEpochSecond() + 1);
        while (true) {
            ZoneOffsetTransition next = rules.nextTransition(from);
            Optional<Instant> found = withinOneOffset(from);
            boolean inReach = found.isPresent() && (next == null || found.get().isBefore(next.getInstant()));
            if (inReach || next == null || neverAgain(from)) {
                return found;
            }
            from = next.getInstant();
        }
    }

    /** The first time from that one on, if the clocks are not changed any more. */
    private Optional<Instant> withinOneOffset(Instant from) {
        ZoneOffset offset = rules.getOffset(from);
        ZoneOffsetTransition last = rules.previousTransition(from.plusNanos(1));
        if (last == null) {
            return localFrom(from, offset);
        }
        Instant settled = last.getInstant().plus(last.getDuration().abs());
        if (last.isOverlap() && namesItsHours && from.isBefore(settled)) {
            return localFrom(settled, offset);
        }
        Optional<Instant> leftOut = last.isGap() && from.isBefore(settled)
                ? localFrom(from, last.getOffsetBefore()).filter(time -> time.isBefore(settled))
                : Optional.empty();
        return Stream.concat(leftOut.stream(), localFrom(from, offset).stream()).min(Instant::compareTo);
    }

    private Optional<Instant> localFrom(Instant from, ZoneOffset offset) {
        Duration shift = Duration.ofSeconds(offset.getTotalSeconds());
        Date local = expression.getTimeAfter(Date.from(from.plus(shift).minusMillis(1)));
        return Optional.ofNullable(local).map(date -> date.toInstant().minus(shift));
    }

    private boolean neverAgain(Instant from) {
        return localFrom(from.minus(Duration.ofDays(2)), ZoneOffset.UTC).isEmpty();
    }
}
