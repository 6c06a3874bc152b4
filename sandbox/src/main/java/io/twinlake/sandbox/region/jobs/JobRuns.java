package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of all jobs. Runs that were active when the process ended are recorded as lost at the next start. */
final class JobRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);
    private static final String PREFIX = "run/";

    private final DocumentFile file;
    private final TaskRunner tasks;
    private final Clock clock;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "job-run");
        thread.setDaemon(true);
        return thread;
    });

    private boolean closed;

    JobRuns(DocumentFile file, TaskRunner tasks, Clock clock) {
        this.file = file;
        this.tasks = tasks;
        this.clock = clock;
        all().stream().filter(RunState::isActive).forEach(run -> finish(id(run), RunState.LOST));
    }

    /**
     * Starts a run of a job; one beyond the job's limit is skipped. A token that was used before gives the run that it started.
     *
     * @param trigger {@code ONE_TIME} or {@code PERIODIC}
     */
    synchronized ObjectNode start(ObjectNode job, String trigger, String creator, String token) {
        Optional<ObjectNode> before = all().stream()
                .filter(run -> !token.isEmpty()
                        && run.path("idempotency_token").asText().equals(token))
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        long jobId = job.required("job_id").asLong();
        JsonNode settings = job.required("settings");
        boolean skipped =
                active(jobId).size() >= settings.required("max_concurrent_runs").asInt();
        ObjectNode run = described(job, trigger, creator, token);
        (skipped ? RunState.SKIPPED : RunState.RUNNING).writeTo(run);
        if (skipped) {
            run.put("end_time", clock.millis());
        }
        file.put(PREFIX + id(run), run, Optional::isEmpty);
        if (!skipped) {
            workers.execute(() -> work(
                    id(run),
                    settings.path("tasks"),
                    job.required("run_as_user_name").asText()));
        }
        return run;
    }

    ObjectNode get(long id) {
        return file.find(PREFIX + id).map(Document::body).orElseThrow(() -> absent(id));
    }

    static CatalogFailure absent(long id) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Run " + id + " does not exist.");
    }

    /** Every run, the latest first. */
    List<ObjectNode> all() {
        return file.under(PREFIX).values().stream()
                .map(Document::body)
                .sorted(Comparator.comparingLong(JobRuns::id).reversed())
                .toList();
    }

    List<ObjectNode> active(long jobId) {
        return all().stream()
                .filter(run -> run.path("job_id").asLong() == jobId && RunState.isActive(run))
                .toList();
    }

    /** Asks a run to end; it is still active until its task has let go. */
    synchronized void cancel(long id) {
        if (RunState.isActive(get(id))) {
            record(id, RunState.CANCELLING, get(id));
            tasks.cancel(Long.toString(id));
        }
    }

    private void work(long id, JsonNode its, String runAs) {
        RunState end = outcome(id, its, runAs);
        synchronized (this) {
            if (!closed) {
                finish(id, isCancelling(id) ? RunState.CANCELLED : end);
            }
        }
    }

    private RunState outcome(long id, JsonNode its, String runAs) {
        try {
            for (JsonNode task : its) {
                if (!isCancelling(id)) {
                    tasks.run(Long.toString(id), task, runAs);
                }
            }
            return RunState.SUCCEEDED;
        } catch (IOException | RuntimeException e) {
            LOG.info("run={} failed: {}", id, e.toString());
            return RunState.failed(String.valueOf(e.getMessage()));
        }
    }

    private boolean isCancelling(long id) {
        return get(id).path("status").path("state").asText().equals("TERMINATING");
    }

    private void finish(long id, RunState end) {
        record(id, end, get(id).put("end_time", clock.millis()));
    }

    private void record(long id, RunState state, ObjectNode run) {
        state.writeTo(run);
        file.put(PREFIX + id, run, Optional::isPresent);
    }

    private ObjectNode described(ObjectNode job, String trigger, String creator, String token) {
        long jobId = job.required("job_id").asLong();
        List<ObjectNode> runs = all();
        long id = runs.isEmpty() ? clock.millis() : Math.max(clock.millis(), id(runs.get(0)) + 1);
        long number = runs.stream()
                        .filter(run -> run.path("job_id").asLong() == jobId)
                        .count()
                + 1;
        ObjectNode run = JsonNodeFactory.instance
                .objectNode()
                .put("job_id", jobId)
                .put("run_id", id)
                .put("job_run_id", id)
                .put("number_in_job", number)
                .put("original_attempt_run_id", id)
                .put("creator_user_name", creator)
                .put("start_time", clock.millis())
                .put("trigger", trigger)
                .put("run_type", "JOB_RUN")
                .put("format", "MULTI_TASK")
                .put("idempotency_token", token);
        run.set("run_name", job.path("settings").path("name"));
        run.set("tasks", job.path("settings").path("tasks").deepCopy());
        return run;
    }

    private static long id(ObjectNode run) {
        return run.required("run_id").asLong();
    }

    @Override
    public synchronized void close() {
        // What still runs is lost, and recorded as such at the next start.
        closed = true;
        workers.shutdownNow();
    }
}
