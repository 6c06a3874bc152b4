package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.jobs.task.TaskRunner;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of all jobs. Runs that were at work when the process ended are recorded as lost at the next start; those that waited go on
 * waiting.
 */
final class JobRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);

    private final RunStore store;
    private final Jobs jobs;
    private final TaskRunner tasks;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "job-run");
        thread.setDaemon(true);
        return thread;
    });

    private boolean closed;

    JobRuns(RunStore store, Jobs jobs, TaskRunner tasks) {
        this.store = store;
        this.jobs = jobs;
        this.tasks = tasks;
        store.all().stream()
                .filter(run -> RunState.isActive(run) && !RunState.isWaiting(run))
                .forEach(run -> store.end(RunStore.id(run), RunState.LOST));
    }

    /** Starts a run; one beyond the limit is queued or skipped. A token that was used before gives the run that it started. */
    synchronized ObjectNode start(ObjectNode job, RunOrder order) {
        return store.ordered(order.token()).orElseGet(() -> startNew(job, order));
    }

    private ObjectNode startNew(ObjectNode job, RunOrder order) {
        if (atWork(job.required("job_id").asLong()) < order.limit()) {
            return begin(store.add(job, order, RunState.RUNNING));
        }
        ObjectNode run = store.add(job, order, order.waits() ? RunState.QUEUED : RunState.SKIPPED);
        if (!order.waits()) {
            store.end(RunStore.id(run), RunState.SKIPPED);
        }
        return run;
    }

    /** Starts a run of a job that is always to have one, and has none now. */
    synchronized Optional<ObjectNode> keepOne(long job) {
        return jobs.find(job)
                .filter(found -> JobTriggers.of(found).isContinuous()
                        && store.active(job).isEmpty())
                .map(found -> start(found, RunOrder.continuously(found)));
    }

    /** Cancels the run of a job that is to have one, and starts another as soon as that has ended. */
    synchronized ObjectNode restart(ObjectNode job, RunOrder order) {
        return store.ordered(order.token()).orElseGet(() -> restartNew(job, order));
    }

    private ObjectNode restartNew(ObjectNode job, RunOrder order) {
        long jobId = job.required("job_id").asLong();
        requireNoRestart(jobId);
        store.active(jobId).forEach(run -> cancel(RunStore.id(run)));
        ObjectNode run = store.add(job, order, RunState.PENDING);
        startWaiting();
        return run;
    }

    /**
     * Refuses what the platform refuses while a continuous job is restarted. That this is said of run-now alone, or of changes of the job
     * as well, differs by who tells it: the stricter reading.
     */
    synchronized void requireNoRestart(long job) {
        if (store.active(job).stream().anyMatch(RunState.PENDING::isOf)) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_CONFLICT,
                    "A concurrent request to run the continuous job is already in progress."
                            + " Please wait for it to complete before issuing a new request.");
        }
    }

    /**
     * Begins the runs that waited, for which there is room now. A job's limit is for new runs: one that was queued under a higher one may
     * begin although the job takes no new ones since, for the platform does not say that it may not.
     */
    synchronized void startWaiting() {
        List<ObjectNode> waiting = store.all().stream()
                .filter(RunState::isWaiting)
                .sorted(Comparator.comparingLong(RunStore::id))
                .toList();
        for (ObjectNode run : waiting) {
            if (atWork(RunStore.jobOf(run)) < Math.max(RunStore.limit(run), limitNow(run))) {
                store.record(RunStore.id(run), RunState.RUNNING);
                begin(run);
            }
        }
    }

    private int limitNow(ObjectNode run) {
        return jobs.find(RunStore.jobOf(run))
                .map(job -> JobTriggers.of(job).limit())
                .orElse(0);
    }

    private long atWork(long job) {
        return store.active(job).stream()
                .filter(run -> !RunState.isWaiting(run))
                .count();
    }

    private ObjectNode begin(ObjectNode run) {
        if (!closed) {
            workers.execute(() -> work(run));
        }
        return run;
    }

    /** Asks a run to end; it is still active until its task has let go. */
    synchronized void cancel(long id) {
        ObjectNode run = store.get(id);
        if (RunState.isWaiting(run)) {
            store.record(id, RunState.CANCELLING);
            workers.execute(() -> end(id, RunState.CANCELLED));
        } else if (RunState.isActive(run)) {
            store.record(id, RunState.CANCELLING);
            tasks.cancel(Long.toString(id));
        }
    }

    /** Asks the runs of a job to end, those in the queue only where that is said. */
    synchronized void cancelAll(long job, boolean queued) {
        store.active(job).stream()
                .filter(run -> queued || !RunState.QUEUED.isOf(run))
                .forEach(run -> cancel(RunStore.id(run)));
    }

    private void work(ObjectNode run) {
        end(RunStore.id(run), outcome(RunStore.id(run), run.path("tasks"), RunStore.runAs(run)));
    }

    private synchronized void end(long id, RunState outcome) {
        if (!closed) {
            store.end(id, isCancelling(id) ? RunState.CANCELLED : outcome);
            startWaiting();
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
        return RunState.CANCELLING.isOf(store.get(id));
    }

    @Override
    public synchronized void close() {
        // What is still at work is lost, and recorded as such at the next start.
        closed = true;
        workers.shutdownNow();
    }
}
