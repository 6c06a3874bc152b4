package io.twinlake.orchestrator.move.action;

import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepResult;

/** Copies to the home region what it lacks, as every sync of a move does; a dry run says how much of it is copied whole, for that may take hours. */
record SyncBack(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return new SyncGroup(group).perform(move);
    }

    @Override
    public StepResult plan(MoveContext move) {
        String would = new SyncGroup(group).plan(move).message();
        return StepResult.done(group.sync(group.standing())
                .plan()
                .firstClones()
                .sentence()
                .map(first -> would + " " + first)
                .orElse(would));
    }
}
