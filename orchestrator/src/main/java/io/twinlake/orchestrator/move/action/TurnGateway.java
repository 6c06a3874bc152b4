package io.twinlake.orchestrator.move.action;

import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.Optional;

/** Turns the gateway to the new primary's Function, and asks through the gateway until that region answers. */
record TurnGateway(MoveParts parts) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return turn(move).map(turn -> turn.perform(Optional.of(move.to()))).orElseGet(TurnGateway::none);
    }

    @Override
    public StepResult plan(MoveContext move) {
        return turn(move).map(Turn::plan).orElseGet(TurnGateway::none);
    }

    private Optional<Turn> turn(MoveContext move) {
        return parts.switches().gateway().map(endpoint -> new Turn(endpoint, Verb.TURN_GATEWAY, move));
    }

    private static StepResult none() {
        return StepResult.skipped("The group has no such endpoint.");
    }
}
