package io.twinlake.orchestrator.move.work;

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

/** Named actions one after the other; a restarted job asks each of them again, and each knows from the ledger what is left to do. */
public final class StepsJob extends AbstractJob {
    /** One step of the job. */
    public record Named(String name, Runnable action) {}

    private final JobRepository repository;
    private final List<Named> steps;

    /** @param repository keeps how far the job came */
    public StepsJob(String name, JobRepository repository, List<Named> steps) {
        super(name);
        this.repository = repository;
        this.steps = List.copyOf(steps);
        setJobRepository(repository);
    }

    @Override
    protected void doExecute(JobExecution execution) throws JobExecutionException {
        for (Named step : steps) {
            StepExecution last = handleStep(step(step), execution);
            execution.upgradeStatus(last.getStatus());
            execution.setExitStatus(last.getExitStatus());
            if (last.getStatus() != BatchStatus.COMPLETED) {
                return;
            }
        }
    }

    private Step step(Named step) {
        return new ActionStep(step.name(), repository, context -> step.action().run());
    }

    @Override
    public Step getStep(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .map(this::step)
                .orElseThrow(() -> new IllegalArgumentException("the job has no step " + name));
    }

    @Override
    public Collection<String> getStepNames() {
        return steps.stream().map(Named::name).toList();
    }
}
