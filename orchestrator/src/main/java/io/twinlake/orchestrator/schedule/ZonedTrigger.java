package io.twinlake.orchestrator.schedule;

import java.text.ParseException;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.ScheduleBuilder;
import org.quartz.impl.triggers.CronTriggerImpl;
import org.quartz.spi.MutableTrigger;

/**
 * Quartz' cron trigger, but for where clocks are changed: Quartz leaves out the hour that comes twice, and a time of day that does not
 * exist. Times that passed while nothing ran are made up for by one firing.
 */
final class ZonedTrigger extends CronTriggerImpl {
    private static final long serialVersionUID = 1L;

    private final transient LocalTimes times;

    private ZonedTrigger(String expression, ZoneId zone) throws ParseException {
        setCronExpression(expression);
        setTimeZone(TimeZone.getTimeZone(zone));
        setMisfireInstruction(MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
        this.times = new LocalTimes(expression, zone);
    }

    /** Builds triggers of that expression in that zone. */
    static ScheduleBuilder<CronTrigger> schedule(String expression, ZoneId zone) {
        return new ScheduleBuilder<>() {
            @Override
            protected MutableTrigger build() {
                try {
                    return new ZonedTrigger(expression, zone);
                } catch (ParseException e) {
                    throw new IllegalArgumentException(
                            "'" + expression + "' is not a cron expression: " + e.getMessage(), e);
                }
            }
        };
    }

    /** It is no trigger that Quartz could store by itself: see {@link ZonedTriggerRows}. */
    @Override
    public boolean hasAdditionalProperties() {
        return true;
    }

    @Override
    protected @Nullable Date getTimeAfter(Date time) {
        return times.after(time.toInstant()).map(Date::from).orElse(null);
    }
}
