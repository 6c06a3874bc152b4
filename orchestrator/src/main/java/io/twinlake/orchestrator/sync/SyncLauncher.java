package io.twinlake.orchestrator.sync;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.run.Run;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.support.TaskExecutorAdapter;

/** Starts, restarts and recovers sync jobs. Every call is made under the group's lease: Batch itself cannot tell a live run from a dead one. */
final class SyncLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(SyncLauncher.class);
    private static final String GROUP = "group";
    private static final String RUN = "run";

    private final JobOperator operator;
    private final JobRepository repository;

    SyncLauncher(JobOperator operator, JobRepository repository) {
        this.operator = operator;
        this.repository = repository;
    }

    /** Marks as failed what a dead process left running, so that it can be restarted. */
    void recoverDead(GroupName group) {
        for (JobExecution execution : repository.findRunningJobExecutions(SyncJob.NAME)) {
            if (group.value().equals(execution.getJobParameters().getString(GROUP))) {
                LOG.info(
                        "recovers an execution that a dead process left group={} execution={}",
                        group,
                        execution.getId());
                operator.recover(execution);
            }
        }
    }

    /** Runs the job to its end; the same run again restarts it. What went wrong is in the work. */
    void launch(Run run, SyncWork work, int concurrency) {
        ExecutorService threads = workers(run, concurrency);
        try {
            SyncJob job = new SyncJob(repository, work, new TaskExecutorAdapter(threads), concurrency);
            JobExecution execution = operator.start(job, parameters(run));
            LOG.debug("job ended run={} status={}", run.id(), execution.getExitStatus());
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job of run " + run.id() + " could not be started", e);
        } finally {
            threads.shutdown();
        }
    }

    private static JobParameters parameters(Run run) {
        return new JobParametersBuilder()
                .addString(GROUP, run.group().value())
                .addString(RUN, run.id().value())
                .toJobParameters();
    }

    private static ExecutorService workers(Run run, int concurrency) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(
                concurrency, task -> new Thread(task, "sync-" + run.group() + "-" + number.incrementAndGet()));
    }
}
