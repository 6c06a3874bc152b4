package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.TimeZone;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the runs that jobs' schedules ask for. A firing that fell into a time when the region was down is not made up for. */
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
            if (isDue(job.path("settings").path("schedule"), seen, now)) {
                ObjectNode run = runs.start(
                        job, "PERIODIC", job.path("creator_user_name").asText(), "");
                LOG.info("job={} run={} started by its schedule", job.path("job_id"), run.path("run_id"));
            }
        }
        seen = now;
    }

    /** Refuses settings whose schedule cannot be read. */
    static void check(JsonNode settings) {
        if (settings.hasNonNull("schedule")) {
            expression(settings.get("schedule"));
        }
    }

    private static boolean isDue(JsonNode schedule, Instant after, Instant until) {
        if (schedule.isMissingNode()
                || schedule.path("pause_status").asText("UNPAUSED").equals("PAUSED")) {
            return false;
        }
        Date next = expression(schedule).getNextValidTimeAfter(Date.from(after));
        return next != null && !next.toInstant().isAfter(until);
    }

    private static CronExpression expression(JsonNode schedule) {
        String text = schedule.path("quartz_cron_expression").asText();
        try {
            CronExpression expression = new CronExpression(text);
            expression.setTimeZone(
                    TimeZone.getTimeZone(schedule.path("timezone_id").asText("UTC")));
            return expression;
        } catch (ParseException e) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Invalid quartz cron expression '" + text + "': " + Objects.requireNonNullElse(e.getMessage(), ""),
                    e);
        }
    }
}
