package io.twinlake.orchestrator.sync;

import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.batch.JobLauncher;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.task.support.TaskExecutorAdapter;

/** Runs sync jobs on threads of their own. */
record SyncLauncher(JobLauncher jobs) {
    /** Runs the job to its end; the same run again restarts it. What went wrong is in the work. */
    void launch(Run run, SyncWork work, int concurrency) {
        ExecutorService threads = workers(run, concurrency);
        try {
            jobs.run(run, repository -> new SyncJob(repository, work, new TaskExecutorAdapter(threads), concurrency));
        } finally {
            threads.shutdown();
        }
    }

    private static ExecutorService workers(Run run, int concurrency) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(
                concurrency, task -> new Thread(task, "sync-" + run.group() + "-" + number.incrementAndGet()));
    }
}
