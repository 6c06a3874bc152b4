package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs that jobs ask for by themselves: by a schedule, because there is always to be one, or out of the queue. A firing that
 * fell into a time when the region was down is not made up for.
 */
final class JobSchedules {

    private static final Logger LOG = LoggerFactory.getLogger(JobSchedules.class);

    private final Jobs jobs;
    private final JobRuns runs;
    private final Clock clock;
    private Instant seen;

    JobSchedules(Jobs jobs, JobRuns runs, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.clock = clock;
        this.seen = clock.instant();
    }

    /** Starts what has become due since the last time. */
    synchronized void startDue() {
        Instant now = clock.instant();
        for (ObjectNode job : jobs.all()) {
            if (JobTriggers.of(job).schedules().stream().anyMatch(schedule -> isDue(schedule, seen, now))) {
                started(runs.start(job, RunOrder.bySchedule(job)));
            }
            runs.keepOne(job.path("job_id").asLong()).ifPresent(JobSchedules::started);
        }
        runs.startWaiting();
        seen = now;
    }

    private static void started(ObjectNode run) {
        LOG.info("job={} run={} started by itself", run.path("job_id"), run.path("run_id"));
    }

    private static boolean isDue(CronExpression schedule, Instant after, Instant until) {
        Date next = schedule.getNextValidTimeAfter(Date.from(after));
        return next != null && !next.toInstant().isAfter(until);
    }
}
