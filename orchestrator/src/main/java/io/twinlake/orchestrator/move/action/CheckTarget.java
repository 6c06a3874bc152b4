package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;

/** Refuses a move to a region that does not answer. */
record CheckTarget(ProtectedGroup group) implements StepAction {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    @Override
    public StepResult perform(MoveContext move) {
        // Signing in to Azure takes a moment, which would be part of the time without an answer later.
        group.switches().warmUp();
        Workspace target = group.workspace(move.to(), CallLimits.within(ANSWERS_WITHIN));
        try {
            return StepResult.done("Region " + move.to() + " answers; its warehouse is "
                    + target.warehouse().state() + ".");
        } catch (ClientException e) {
            throw StepFailed.refused(
                    "Region " + move.to() + " does not answer: " + e.getMessage() + ". Nothing was changed.",
                    "A region that is down cannot serve: wait for it, or mend what the message names.");
        }
    }

    @Override
    public StepResult plan(MoveContext move) {
        return perform(move);
    }
}
