package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Statement;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepResult;
import java.time.Duration;

/** Has the new primary's warehouse running and answering before anything asks it for customers. */
record WarmWarehouse(MoveParts parts) implements StepAction {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

    @Override
    public StepResult perform(MoveContext move) {
        Workspace target = parts.workspaces().apply(move.to(), CallLimits.standard());
        target.warehouse().ensureRunning(STARTS_WITHIN);
        target.statements().run(Statement.of("SELECT 1"), ANSWERS_WITHIN);
        return StepResult.done("The warehouse of " + move.to() + " answers.");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would start the warehouse of " + move.to() + " and ask it a statement.");
    }
}
