package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.config.name.RegionName;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.endpoint.SwitchReading;
import io.twinlake.failover.endpoint.SwitchResult;
import io.twinlake.orchestrator.cli.Counted;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns one switch: read, plan, apply, read back, and ask the endpoint itself. */
record Turn(EndpointSwitch endpoint, Verb verb, MoveContext move) {

    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

    StepResult plan() {
        SwitchPlan plan = endpoint.plan(move.to());
        SwitchFacts facts = facts(plan, false);
        return StepResult.done(
                plan.changes()
                        ? "Would turn " + endpoint.name() + " from " + facts.before() + " to " + facts.after() + "."
                        : endpoint.name() + " is at " + facts.after() + " already.",
                facts.asDetails());
    }

    /** @param demand what must be known of the endpoint's answers before the step is done */
    StepResult perform(Demand demand) {
        SwitchPlan plan = endpoint.plan(move.to());
        if (earlier().isEmpty()) {
            move.note(verb, facts(plan, false).asDetails());
        }
        SwitchResult result = endpoint.apply(move.id(), plan, move::guard);
        if (result instanceof SwitchResult.Refused refused) {
            throw StepFailed.broken(
                    refused.reason(), "Set " + endpoint.name() + " by hand, or undo the other change, then resume.");
        }
        return demand == Demand.NOTHING
                ? done(false, Map.of(), "is set to " + settings(plan))
                : answered(move.to(), demand);
    }

    private StepResult answered(RegionName expected, Demand demand) {
        Probe probe = endpoint.probe(expected, ANSWERS_WITHIN);
        if (!probe.good()) {
            throw StepFailed.broken(
                    endpoint.name() + " was turned, but " + expected + " did not answer within "
                            + ANSWERS_WITHIN.toSeconds() + " s: " + probe.message() + ".",
                    probe.last()
                            .next()
                            .map(next -> next + " Then resume.")
                            .orElseGet(() -> "See what " + endpoint.name() + " answers, then resume."));
        }
        Map<String, String> facts = new HashMap<>(Map.of(Fact.ANSWERED_AT, firstAnswer(probe)));
        String message = "answers from " + expected + " after " + Counted.of(probe.asked(), "request");
        if (demand == Demand.PROOF) {
            move.note(verb, facts);
            TurnFacts turn = TurnFacts.of(endpoint.name(), endpoint.prove(expected));
            if (turn.isContradicted()) {
                throw StepFailed.broken(
                        endpoint.name() + " was turned, and not all who ask it are answered from " + expected + ": "
                                + turn.message() + ".",
                        "See which of its instances has not restarted, and restart it; then resume.");
            }
            facts.putAll(turn.asDetails());
            message += turn.isProven()
                    ? ", and on every instance that was met"
                    : "; whether on every instance is not proven: " + turn.message();
        }
        return done(true, facts, message);
    }

    /** A repeated step finds the endpoint turned: the answer that counts is the first one. */
    private String firstAnswer(Probe probe) {
        return move.facts(verb).getOrDefault(Fact.ANSWERED_AT, probe.at().toString());
    }

    private StepResult done(boolean verified, Map<String, String> more, String message) {
        SwitchFacts before = earlier().orElseThrow();
        Map<String, String> details = new HashMap<>(more);
        details.putAll(new SwitchFacts(before.name(), before.before(), before.after(), verified).asDetails());
        return StepResult.done(endpoint.name() + " " + message + ".", details);
    }

    private Optional<SwitchFacts> earlier() {
        return SwitchFacts.of(move.facts(verb)).stream()
                .filter(facts -> facts.name().equals(endpoint.name()))
                .findFirst();
    }

    private SwitchFacts facts(SwitchPlan plan, boolean verified) {
        SwitchReading before = plan.before();
        return new SwitchFacts(endpoint.name(), SwitchFacts.text(before.values()), settings(plan), verified);
    }

    private static String settings(SwitchPlan plan) {
        return SwitchFacts.text(plan.after());
    }
}
