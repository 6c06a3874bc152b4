package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks as a caller of the API would, once all switches are turned. */
public record SmokeTest(Switches switches) implements StepAction {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final StepResult NOBODY_TO_ASK = StepResult.skipped("The group has no endpoint.");

    @Override
    public StepResult perform(MoveContext move) {
        List<String> answers = new ArrayList<>();
        for (EndpointSwitch endpoint : switches.asked(move.to())) {
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
        return answers.isEmpty()
                ? NOBODY_TO_ASK
                : StepResult.done("The API answers from " + move.to() + ": " + String.join(", ", answers) + ".");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return switches.asked(move.to()).isEmpty()
                ? NOBODY_TO_ASK
                : StepResult.done("Would ask the API for the probe's row.");
    }
}
