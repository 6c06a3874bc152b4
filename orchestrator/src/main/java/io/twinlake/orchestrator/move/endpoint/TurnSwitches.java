package io.twinlake.orchestrator.move.endpoint;

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
 * @param probed whether each endpoint itself must answer from the new primary before the step is done
 */
public record TurnSwitches(Verb verb, Function<MoveContext, List<EndpointSwitch>> endpoints, boolean probed)
        implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        return each(move, turn -> turn.perform(probed));
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
