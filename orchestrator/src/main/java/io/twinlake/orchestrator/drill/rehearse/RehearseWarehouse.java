package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;

/** Has the warehouse run that would serve. */
final class RehearseWarehouse implements DrillAction {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);

    @Override
    public StepResult perform(DrillContext drill) {
        String state = drill.timed(() -> {
            Warehouse warehouse = drill.replica().warehouse();
            String before = warehouse.state();
            warehouse.ensureRunning(STARTS_WITHIN);
            return before;
        });
        return StepResult.done("The warehouse of " + drill.standing().standby() + " runs; it was " + state + ".");
    }
}
