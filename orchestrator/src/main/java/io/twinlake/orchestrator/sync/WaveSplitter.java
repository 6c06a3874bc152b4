package io.twinlake.orchestrator.sync;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Splits a wave into numbered parts. A restarted wave is split anew: its plan is another one, so the parts of the interrupted
 * execution, which Batch's own splitter would bring back, no longer cover it.
 */
record WaveSplitter(JobRepository repository, String wave, int partitions) implements StepExecutionSplitter {
    static final String PARTITION = "partition";

    @Override
    public String getStepName() {
        return wave;
    }

    @Override
    public Set<StepExecution> split(StepExecution manager, int gridSize) {
        Set<StepExecution> parts = new LinkedHashSet<>();
        for (int partition = 0; partition < partitions; partition++) {
            StepExecution part = repository.createStepExecution(wave + ":part-" + partition, manager.getJobExecution());
            part.setExecutionContext(new ExecutionContext(Map.of(PARTITION, partition)));
            parts.add(part);
        }
        return parts;
    }
}
