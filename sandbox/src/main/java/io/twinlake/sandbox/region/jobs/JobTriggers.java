package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/** What starts the runs of a job by itself, and how many there may be at once. */
record JobTriggers(JsonNode settings) {

    /** The older form: one of them, with its pause within. */
    private static final List<String> SINGLE = List.of("schedule", "trigger", "continuous");
    /** The newer form: entries of {@code triggers}, each with one of these and a pause beside it. */
    private static final Set<String> KINDS =
            Set.of("periodic", "schedule", "continuous", "file_arrival", "table_update", "model", "job_completion");

    private static final String LIST = "triggers";
    private static final String PAUSE = "pause_status";
    private static final String PAUSED = "PAUSED";

    private record Trigger(JsonNode configuration, boolean isPaused) {}

    static JobTriggers of(ObjectNode job) {
        return new JobTriggers(job.required("settings"));
    }

    /** The schedules that are not paused. */
    List<CronExpression> schedules() {
        return unpaused("schedule")
                .map(trigger -> expression(trigger.configuration()))
                .toList();
    }

    /** Whether there is always to be a run. */
    boolean isContinuous() {
        return unpaused("continuous").findAny().isPresent();
    }

    /** How many new runs there may be at once; one at most of a job that is continuous, paused or not. */
    int limit() {
        int limit = settings.required("max_concurrent_runs").asInt();
        return named("continuous").findAny().isPresent() ? Math.min(1, limit) : limit;
    }

    /** Whether a run beyond the limit waits. */
    boolean isQueueing() {
        return settings.path("queue").path("enabled").asBoolean();
    }

    /** Says of each entry whether it is paused, as the platform tells it. */
    void complete() {
        for (JsonNode entry : settings.path(LIST)) {
            if (entry instanceof ObjectNode trigger && !trigger.hasNonNull(PAUSE)) {
                trigger.put(PAUSE, "UNPAUSED");
            }
        }
    }

    /** Refuses settings whose triggers contradict each other, or whose schedule cannot be read. */
    void check() {
        long single = SINGLE.stream().filter(settings::hasNonNull).count();
        // That the list stands beside none of the older fields is nowhere said: the stricter reading.
        if (single > 1 || single == 1 && !settings.path(LIST).isEmpty()) {
            throw invalid("Only one of schedule, trigger, continuous and triggers can be used.");
        }
        for (JsonNode entry : settings.path(LIST)) {
            if (KINDS.stream().filter(entry::hasNonNull).count() != 1) {
                throw invalid("Exactly one trigger type must be set in each of triggers.");
            }
        }
        named("schedule").forEach(trigger -> expression(trigger.configuration()));
    }

    private Stream<Trigger> unpaused(String kind) {
        return named(kind).filter(trigger -> !trigger.isPaused());
    }

    private Stream<Trigger> named(String kind) {
        List<Trigger> found = new ArrayList<>();
        if (settings.hasNonNull(kind)) {
            found.add(trigger(settings.get(kind), settings.get(kind)));
        }
        for (JsonNode entry : settings.path(LIST)) {
            if (entry.hasNonNull(kind)) {
                found.add(trigger(entry.get(kind), entry));
            }
        }
        return found.stream();
    }

    private static Trigger trigger(JsonNode configuration, JsonNode holder) {
        return new Trigger(configuration, holder.path(PAUSE).asText().equals(PAUSED));
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

    private static CatalogFailure invalid(String message) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, message);
    }
}
