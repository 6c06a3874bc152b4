package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;
import java.util.Optional;

/** Asks as a caller of the API would, once all switches are turned. */
public record SmokeTest(Switches switches) implements StepAction {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    @Override
    public StepResult perform(MoveContext move) {
        return front(move)
                .map(endpoint -> asked(move, endpoint.probe(move.to(), ANSWERS_WITHIN)))
                .orElseGet(() -> StepResult.skipped("The group has no endpoint."));
    }

    private Optional<EndpointSwitch> front(MoveContext move) {
        return switches.gateway().or(() -> switches.lookup(move.to()));
    }

    private static StepResult asked(MoveContext move, Probe probe) {
        if (!probe.good()) {
            throw StepFailed.broken(
                    "The API does not answer from " + move.to() + ": " + probe.message() + ".",
                    "Ask the API yourself; when it answers from " + move.to() + ", resume.");
        }
        return StepResult.done("The API answers from " + move.to() + ": " + probe.message() + ".");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return front(move).isPresent()
                ? StepResult.done("Would ask the API for the probe's row.")
                : StepResult.skipped("The group has no endpoint.");
    }
}
