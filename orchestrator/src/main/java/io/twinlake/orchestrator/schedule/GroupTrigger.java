package io.twinlake.orchestrator.schedule;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.GroupName;
import io.twinlake.config.Schedule;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/** A group's schedule in Quartz' terms. Times that passed while nothing ran are made up for by one firing. */
final class GroupTrigger {
    private static final String JOBS = "sync";

    private GroupTrigger() {}

    static JobKey job(GroupName group) {
        return JobKey.jobKey(group.value(), JOBS);
    }

    static TriggerKey key(GroupName group) {
        return TriggerKey.triggerKey(group.value(), ScheduledSync.BY_SCHEDULE);
    }

    static JobDetail detail(GroupName group) {
        return JobBuilder.newJob(ScheduledSync.class)
                .withIdentity(job(group))
                .storeDurably()
                .build();
    }

    /** The trigger of a group's schedule; none where it syncs by command only. */
    static Optional<Trigger> of(FailoverGroup group) {
        return builder(group.schedule())
                .map(schedule -> TriggerBuilder.newTrigger()
                        .withIdentity(key(group.name()))
                        .forJob(job(group.name()))
                        .withSchedule(schedule)
                        .build());
    }

    private static Optional<ScheduleBuilder<? extends Trigger>> builder(Schedule schedule) {
        if (schedule instanceof Schedule.Cron cron) {
            return Optional.of(CronScheduleBuilder.cronSchedule(cron.expression())
                    .inTimeZone(TimeZone.getTimeZone(cron.zone()))
                    .withMisfireHandlingInstructionFireAndProceed());
        }
        if (schedule instanceof Schedule.Continuous continuous) {
            return Optional.of(SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(continuous.minimumInterval().toMillis())
                    .repeatForever()
                    .withMisfireHandlingInstructionNowWithExistingCount());
        }
        return Optional.empty();
    }

    /** Whether a stored trigger already says the same, so that it can go on undisturbed. */
    static boolean same(Trigger stored, Trigger wanted) {
        if (stored instanceof CronTrigger a && wanted instanceof CronTrigger b) {
            return a.getCronExpression().equals(b.getCronExpression())
                    && a.getTimeZone().equals(b.getTimeZone());
        }
        return stored instanceof SimpleTrigger a
                && wanted instanceof SimpleTrigger b
                && a.getRepeatInterval() == b.getRepeatInterval();
    }

    /** The schedule in words. */
    static String words(Schedule schedule) {
        if (schedule instanceof Schedule.Cron cron) {
            return cron.expression() + " " + cron.zone();
        }
        if (schedule instanceof Schedule.Continuous continuous) {
            return "continuous, every " + continuous.minimumInterval().toSeconds() + " s at most";
        }
        return "by command only";
    }
}
