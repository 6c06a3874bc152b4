package io.twinlake.orchestrator.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/**
 * Prepare, then wave after wave, then finish. How many waves there are is known once the run is prepared.
 *
 * <p>Every step runs again in a restarted job, because its work is planned anew from what both sides and the ledger say now: what the
 * run had done is found done.
 */
final class SyncJob extends AbstractJob {
    /** The name of all sync jobs; group and run are its parameters. */
    static final String NAME = "sync";

    private static final String PARTITION = "partition";
    private static final String PARTITIONS = "partitions";

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
        return tasklet(name, (contribution, chunk) -> {
            action.run();
            return RepeatStatus.FINISHED;
        });
    }

    /** More partitions than threads, so that one long clone does not keep the objects behind it waiting. */
    private Step wave(int wave) {
        String name = "wave-" + wave;
        int partitions = Math.min(work.prepared().size(wave), 4 * concurrency);
        return new StepBuilder(name, repository)
                .partitioner(name, partitioner())
                .step(worker(wave))
                .taskExecutor(workers)
                .gridSize(partitions)
                .allowStartIfComplete(true)
                .build();
    }

    private static Partitioner partitioner() {
        return partitions -> IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        index -> "part-" + index,
                        index -> new ExecutionContext(Map.of(PARTITION, index, PARTITIONS, partitions))));
    }

    private Step worker(int wave) {
        return tasklet("wave-worker", (contribution, chunk) -> {
            StepContext context = chunk.getStepContext();
            int partition = ((Number) context.getStepExecutionContext().get(PARTITION)).intValue();
            int partitions = ((Number) context.getStepExecutionContext().get(PARTITIONS)).intValue();
            work.applyWave(wave, partition, partitions);
            return RepeatStatus.FINISHED;
        });
    }

    private Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository)
                .tasklet(tasklet, noTransaction())
                .allowStartIfComplete(true)
                .build();
    }

    /** Remote work takes long: no connection is held meanwhile, and the ledger's writes are short transactions of their own. */
    private static ResourcelessTransactionManager noTransaction() {
        ResourcelessTransactionManager transactions = new ResourcelessTransactionManager();
        transactions.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
        return transactions;
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
