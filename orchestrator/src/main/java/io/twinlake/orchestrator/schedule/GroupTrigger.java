package io.twinlake.orchestrator.schedule;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Schedule;
import io.twinlake.config.name.GroupName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/**
 * One of a group's schedules in Quartz' terms. Times that passed while nothing ran are made up for by one firing.
 *
 * @param work what is done at these times
 */
record GroupTrigger(GroupName group, ScheduledWork work, Schedule schedule) {
    /** The trigger groups of the configured schedules begin so; others are fired by hand. */
    private static final String BY_SCHEDULE = "schedule";

    /** All of a group's: how it is synced comes first. */
    static List<GroupTrigger> of(FailoverGroup group) {
        return List.of(
                new GroupTrigger(
                        group.name(), ScheduledWork.SYNC, group.schedules().sync()),
                new GroupTrigger(
                        group.name(), ScheduledWork.DRILL, group.schedules().drill()),
                new GroupTrigger(
                        group.name(), ScheduledWork.READINESS, group.schedules().readiness()));
    }

    static GroupTrigger sync(FailoverGroup group) {
        return of(group).get(0);
    }

    static boolean isBySchedule(Trigger trigger) {
        return trigger.getKey().getGroup().startsWith(BY_SCHEDULE);
    }

    /** What a job does. */
    static ScheduledWork work(JobKey job) {
        return ScheduledWork.valueOf(job.getGroup().toUpperCase(Locale.ROOT));
    }

    JobKey job() {
        return JobKey.jobKey(group.value(), work.word());
    }

    TriggerKey key() {
        return TriggerKey.triggerKey(
                group.value(), work == ScheduledWork.SYNC ? BY_SCHEDULE : BY_SCHEDULE + "-" + work.word());
    }

    JobDetail detail() {
        return JobBuilder.newJob(ScheduledRun.class)
                .withIdentity(job())
                .storeDurably()
                .build();
    }

    /** The trigger of the schedule; none where the group does it by command only. */
    Optional<Trigger> trigger() {
        return builder(schedule)
                .map(times -> TriggerBuilder.newTrigger()
                        .withIdentity(key())
                        .forJob(job())
                        .withSchedule(times)
                        .build());
    }

    /** The schedule in words. */
    String words() {
        if (schedule instanceof Schedule.Cron cron) {
            return cron.expression() + " " + cron.zone();
        }
        if (schedule instanceof Schedule.Continuous continuous) {
            return "continuous, every " + continuous.minimumInterval().toSeconds() + " s at most";
        }
        return "by command only";
    }

    private static Optional<ScheduleBuilder<? extends Trigger>> builder(Schedule schedule) {
        if (schedule instanceof Schedule.Cron cron) {
            return Optional.of(ZonedTrigger.schedule(cron.expression(), cron.zone()));
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
        if (stored instanceof ZonedTrigger a && wanted instanceof ZonedTrigger b) {
            return a.getCronExpression().equals(b.getCronExpression())
                    && a.getTimeZone().equals(b.getTimeZone());
        }
        return stored instanceof SimpleTrigger a
                && wanted instanceof SimpleTrigger b
                && a.getRepeatInterval() == b.getRepeatInterval();
    }
}
