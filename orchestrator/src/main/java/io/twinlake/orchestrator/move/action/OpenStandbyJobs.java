package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.fence.OpenResult;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;

/** Starts the new primary's writers as the old one's were set. */
record OpenStandbyJobs(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        if (move.group().fence().jobs().isEmpty()) {
            return StepResult.skipped("The group has no jobs.");
        }
        OpenResult opened = group.fence().open(move.to(), move.id(), move::guard);
        if (!opened.problems().isEmpty()) {
            throw StepFailed.broken(
                    String.join(" ", opened.problems()), "Set these jobs in " + move.to() + " by hand, then resume.");
        }
        group.fence().remember(move.to());
        return StepResult.done(opened.jobs().size() + " jobs of " + move.to() + " may run.");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would give " + move.group().fence().jobs().size() + " jobs in " + move.to()
                + " the settings of those in " + move.from() + ".");
    }
}
