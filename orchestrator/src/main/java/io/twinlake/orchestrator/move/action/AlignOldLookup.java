package io.twinlake.orchestrator.move.action;

import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.Optional;

/** Lets the old primary's Function ask the new primary's warehouse, for callers that still reach it. */
record AlignOldLookup(MoveParts parts) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return turn(move).map(turn -> turn.perform(Optional.empty())).orElseGet(AlignOldLookup::none);
    }

    @Override
    public StepResult plan(MoveContext move) {
        return turn(move).map(Turn::plan).orElseGet(AlignOldLookup::none);
    }

    private Optional<Turn> turn(MoveContext move) {
        return parts.switches().lookup(move.from()).map(endpoint -> new Turn(endpoint, Verb.ALIGN_OLD_LOOKUP, move));
    }

    private static StepResult none() {
        return StepResult.skipped("The group has no such endpoint.");
    }
}
