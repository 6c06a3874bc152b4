package io.twinlake.orchestrator.schedule;

import io.twinlake.config.name.GroupName;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** One firing of a group's schedule, or of {@code run-now}. */
@DisallowConcurrentExecution
final class ScheduledRun implements Job {
    private final Firings firings;

    ScheduledRun(Firings firings) {
        this.firings = firings;
    }

    @Override
    public void execute(JobExecutionContext context) {
        GroupName group = new GroupName(context.getJobDetail().getKey().getName());
        if (GroupTrigger.isBySchedule(context.getTrigger())) {
            firings.due(group, context.getScheduledFireTime().toInstant());
        } else {
            firings.now(group);
        }
    }
}
