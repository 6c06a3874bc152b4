package io.twinlake.orchestrator.schedule;

import io.twinlake.config.GroupName;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** One firing of a group's schedule, or of {@code run-now}. */
@DisallowConcurrentExecution
final class ScheduledSync implements Job {
    /** The trigger group of the configured schedules; others are fired by hand. */
    static final String BY_SCHEDULE = "schedule";

    private final Firings firings;

    ScheduledSync(Firings firings) {
        this.firings = firings;
    }

    @Override
    public void execute(JobExecutionContext context) {
        GroupName group = new GroupName(context.getJobDetail().getKey().getName());
        if (context.getTrigger().getKey().getGroup().equals(BY_SCHEDULE)) {
            firings.due(group, context.getScheduledFireTime().toInstant());
        } else {
            firings.now(group);
        }
    }
}
