package io.twinlake.orchestrator.sync;

import io.twinlake.orchestrator.batch.ActionStep;
import java.util.Collection;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.core.task.TaskExecutor;

/**
 * Prepare, then wave after wave, then finish. How many waves there are is known once the run is prepared.
 *
 * <p>Every step runs again in a restarted job, because its work is planned anew from what both sides and the ledger say now: what the
 * run had done is found done.
 */
final class SyncJob extends AbstractJob {
    /** The name of all sync jobs; group and run are its parameters. */
    static final String NAME = "sync";

    private final JobRepository repository;
    private final SyncWork work;
    private final TaskExecutor workers;
    private final int concurrency;

    SyncJob(JobRepository repository, SyncWork work, TaskExecutor workers, int concurrency) {
        super(NAME);
        this.repository = repository;
        this.work = work;
        this.workers = workers;
        this.concurrency = concurrency;
        setJobRepository(repository);
    }

    @Override
    protected void doExecute(JobExecution execution) throws JobExecutionException {
        StepExecution last = handleStep(single("prepare", work::prepare), execution);
        for (int wave = 0; completed(last) && wave < work.prepared().waves(); wave++) {
            if (work.prepared().size(wave) > 0) {
                last = handleStep(wave(wave), execution);
            }
        }
        if (completed(last)) {
            last = handleStep(single("finish", work::finish), execution);
        }
        execution.upgradeStatus(last.getStatus());
        execution.setExitStatus(last.getExitStatus());
    }

    private static boolean completed(StepExecution step) {
        return step.getStatus() == BatchStatus.COMPLETED;
    }

    private Step single(String name, Runnable action) {
        return new ActionStep(name, repository, context -> action.run());
    }

    /** More partitions than threads, so that one long clone does not keep the objects behind it waiting. */
    private Step wave(int wave) {
        String name = "wave-" + wave;
        int partitions = Math.min(work.prepared().size(wave), 4 * concurrency);
        return new StepBuilder(name, repository)
                .partitioner(worker(name, wave, partitions))
                .splitter(new WaveSplitter(repository, name, partitions))
                .taskExecutor(workers)
                .allowStartIfComplete(true)
                .build();
    }

    private Step worker(String name, int wave, int partitions) {
        return new ActionStep(
                name, repository, context -> work.applyWave(wave, context.getInt(WaveSplitter.PARTITION), partitions));
    }

    @Override
    public Step getStep(String name) {
        throw new UnsupportedOperationException("the steps of a sync are known while it runs: " + name);
    }

    @Override
    public Collection<String> getStepNames() {
        return List.of("prepare", "finish");
    }
}
