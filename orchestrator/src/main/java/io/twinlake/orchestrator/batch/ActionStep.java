package io.twinlake.orchestrator.batch;

import java.util.function.Consumer;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A step that is one action outside of any transaction: remote work takes long, no connection is held meanwhile, and the ledger's
 * writes are short transactions of their own. It runs again in a restarted job.
 */
public final class ActionStep extends AbstractStep {
    private final Consumer<ExecutionContext> action;

    public ActionStep(String name, JobRepository repository, Consumer<ExecutionContext> action) {
        super(repository);
        setName(name);
        setAllowStartIfComplete(true);
        this.action = action;
    }

    @Override
    protected void doExecute(StepExecution execution) {
        action.accept(execution.getExecutionContext());
        execution.setExitStatus(ExitStatus.COMPLETED);
    }
}
