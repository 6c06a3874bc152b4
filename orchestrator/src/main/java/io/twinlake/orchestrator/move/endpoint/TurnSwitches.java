package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns the switches of one role to the new primary, one after the other.
 *
 * @param endpoints which switches, of this move; none where the group has no such endpoint
 * @param demand what must be known of each endpoint's answers before the step is done
 */
public record TurnSwitches(
        Verb verb, Function<MoveContext, List<EndpointSwitch>> endpoints, Function<MoveContext, Demand> demand)
        implements StepAction {
    /**
     * What the API reads. A planned move sends nobody there before it is proven, while the old one still answers; a forced one follows the
     * first answer, and its smoke test proves it.
     */
    public static TurnSwitches behind(Switches switches) {
        return new TurnSwitches(
                Verb.SWITCH_BEHIND,
                move -> switches.behind(move.to()),
                move -> move.isForced() ? Demand.ONE_ANSWER : Demand.PROOF);
    }

    /** Where clients arrive: the smoke test proves it. */
    public static TurnSwitches front(Switches switches) {
        return new TurnSwitches(Verb.TURN_FRONT, move -> switches.front(), move -> Demand.ONE_ANSWER);
    }

    /** What is to be read where nobody asks any more. */
    public static TurnSwitches left(Function<MoveContext, List<EndpointSwitch>> endpoints) {
        return new TurnSwitches(Verb.ALIGN_BEHIND, endpoints, move -> Demand.NOTHING);
    }

    @Override
    public StepResult perform(MoveContext move) {
        return each(move, turn -> turn.perform(demand.apply(move)));
    }

    @Override
    public StepResult plan(MoveContext move) {
        return each(move, Turn::plan);
    }

    private StepResult each(MoveContext move, Function<Turn, StepResult> work) {
        List<StepResult> results = endpoints.apply(move).stream()
                .map(endpoint -> work.apply(new Turn(endpoint, verb, move)))
                .toList();
        if (results.isEmpty()) {
            return StepResult.skipped("The group has no such endpoint.");
        }
        Map<String, String> details = new HashMap<>();
        // What all of them tell, such as the answer that counts for the RTO, the last one tells for the step.
        results.forEach(result -> details.putAll(result.details()));
        String message = results.stream().map(StepResult::message).collect(Collectors.joining(" "));
        return StepResult.done(message, details);
    }
}
