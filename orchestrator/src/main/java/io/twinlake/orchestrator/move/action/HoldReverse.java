package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepResult;

/** Keeps syncs from writing over what the old primary may still hold alone. */
record HoldReverse(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        new ReverseHold(group.ledger().holds(), move.group().name()).hold(move.id(), reason(move));
        return StepResult.done("Nothing is copied to " + move.from() + " until it is back, fenced and searched.");
    }

    static String reason(MoveContext move) {
        return (move.isForced()
                        ? "forced failover from " + move.from() + ": what it held alone"
                        : "move from " + move.from() + ": what was committed there behind the proof of versions")
                + " is not known";
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would hold syncs to " + move.from() + " until it is back, fenced and searched.");
    }
}
