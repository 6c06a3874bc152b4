package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns one switch to the new primary.
 *
 * @param endpoint which switch, of this move; empty where the group has none
 * @param asked whether the endpoint itself must answer from the new primary before the step is done
 */
public record TurnSwitch(Verb verb, Function<MoveContext, Optional<EndpointSwitch>> endpoint, boolean asked)
        implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return turn(move).map(turn -> turn.perform(asked)).orElseGet(TurnSwitch::none);
    }

    @Override
    public StepResult plan(MoveContext move) {
        return turn(move).map(Turn::plan).orElseGet(TurnSwitch::none);
    }

    private Optional<Turn> turn(MoveContext move) {
        return endpoint.apply(move).map(found -> new Turn(found, verb, move));
    }

    private static StepResult none() {
        return StepResult.skipped("The group has no such endpoint.");
    }
}
