package io.twinlake.orchestrator.move.action;

import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.Optional;

/** Lets the new primary's Function ask the new primary's warehouse, and asks the Function itself. */
record SwitchLookup(MoveParts parts) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return turn(move).map(turn -> turn.perform(Optional.of(move.to()))).orElseGet(SwitchLookup::none);
    }

    @Override
    public StepResult plan(MoveContext move) {
        return turn(move).map(Turn::plan).orElseGet(SwitchLookup::none);
    }

    private Optional<Turn> turn(MoveContext move) {
        return parts.switches().lookup(move.to()).map(endpoint -> new Turn(endpoint, Verb.SWITCH_LOOKUP, move));
    }

    private static StepResult none() {
        return StepResult.skipped("The group has no such endpoint.");
    }
}
