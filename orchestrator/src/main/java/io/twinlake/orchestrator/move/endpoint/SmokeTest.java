package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.clients.Concurrently;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks as a caller of the API would, once all switches are turned, and goes on until it is proven that nobody is answered from elsewhere. What is
 * not proven by then is told, and stops nothing: the group is served.
 */
public record SmokeTest(Switches switches) implements StepAction {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final StepResult NOBODY_TO_ASK = StepResult.skipped("The group has no endpoint.");

    @Override
    public StepResult perform(MoveContext move) {
        List<EndpointSwitch> asked = switches.asked(move.to());
        if (asked.isEmpty()) {
            return NOBODY_TO_ASK;
        }
        List<String> answers = new ArrayList<>();
        for (EndpointSwitch endpoint : asked) {
            Probe probe = endpoint.probe(move.to(), ANSWERS_WITHIN);
            if (!probe.good()) {
                throw StepFailed.broken(
                        "The API does not answer from " + move.to() + ": " + probe.message() + ".",
                        probe.last()
                                .next()
                                .map(next -> next + " Then resume.")
                                .orElseGet(
                                        () -> "Ask the API yourself; when it answers from " + move.to() + ", resume."));
            }
            answers.add(probe.message());
        }
        List<TurnFacts> turns = prove(unproven(move), move);
        Map<String, String> facts = new HashMap<>();
        turns.forEach(turn -> facts.putAll(turn.asDetails()));
        StringBuilder message =
                new StringBuilder("The API answers from " + move.to() + ": " + String.join(", ", answers) + ".");
        turns.forEach(turn -> turn.doubt()
                .ifPresent(doubt -> message.append(" Not proven of ")
                        .append(turn.name())
                        .append(": ")
                        .append(doubt)
                        .append(".")));
        return StepResult.done(message.toString(), facts);
    }

    /** What a caller asks; and in a forced move, which did not wait for it, what the API reads. */
    private List<EndpointSwitch> unproven(MoveContext move) {
        Set<EndpointSwitch> all = new LinkedHashSet<>(switches.asked(move.to()));
        if (move.isForced()) {
            all.addAll(switches.behind(move.to()));
        }
        return List.copyOf(all);
    }

    private static List<TurnFacts> prove(List<EndpointSwitch> endpoints, MoveContext move) {
        return new Concurrently(endpoints.size())
                .map(endpoints, endpoint -> TurnFacts.of(endpoint.name(), endpoint.prove(move.to())));
    }

    @Override
    public StepResult plan(MoveContext move) {
        return switches.asked(move.to()).isEmpty()
                ? NOBODY_TO_ASK
                : StepResult.done("Would ask the API for the probe's row.");
    }
}
