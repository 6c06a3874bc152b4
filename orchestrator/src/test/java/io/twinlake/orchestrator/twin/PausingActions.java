package io.twinlake.orchestrator.twin;

import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product's actions, with twins for those that ask a region, each with a {@link Place} to be killed before its effect and behind it. */
record PausingActions(StepActions real, TwinFolder folder) implements StepActions {
    private static final Set<Verb> TWINS = EnumSet.of(
            Verb.CHECK_TARGET,
            Verb.SEARCH_STRANDED,
            Verb.WARM_WAREHOUSE,
            Verb.SWITCH_BEHIND,
            Verb.TURN_FRONT,
            Verb.ALIGN_BEHIND,
            Verb.SMOKE_TEST,
            Verb.PROVE_AGAIN);

    @Override
    public StepAction of(Verb verb) {
        StepAction action = TWINS.contains(verb) ? new Twin(verb) : real.of(verb);
        return new StepAction() {
            @Override
            public StepResult perform(MoveContext move) {
                folder.performed(verb.word());
                folder.waitBehind(verb, move.runbook(), move::goesOn);
                folder.pauseStep(Place.before(verb), move::goesOn);
                // A fence fails where it is made, in its twin: what is recorded of it before is part of what is looked
                // at.
                if (verb != Verb.FENCE_PRIMARY && folder.failsAt(verb.word())) {
                    throw StepFailed.broken("The twin fails at " + verb.word() + ".", "Let it go on.");
                }
                try {
                    return action.perform(move);
                } finally {
                    folder.pauseStep(Place.in(verb), move::goesOn);
                }
            }

            @Override
            public StepResult plan(MoveContext move) {
                return action.plan(move);
            }

            @Override
            public Optional<StepResult> undo(MoveContext move) {
                folder.pauseStep(Place.before(verb), move::goesOn);
                try {
                    return action.undo(move);
                } finally {
                    folder.pauseStep(Place.in(verb), move::goesOn);
                }
            }
        };
    }

    /** Points one part of the twin's world at the new region. */
    private final class Twin implements StepAction {
        private final Verb verb;

        Twin(Verb verb) {
            this.verb = verb;
        }

        @Override
        public StepResult perform(MoveContext move) {
            Party.of(verb).forEach(party -> folder.ask(party.in(move)));
            if (!verb.writes()) {
                return StepResult.done(move.to() + " answers.", verb == Verb.SMOKE_TEST ? proven() : Map.of());
            }
            move.guard();
            if (verb == Verb.PROVE_AGAIN) {
                return StepResult.done("Nothing was left behind.", Map.of(Fact.PROVEN_AGAIN, "true"));
            }
            String before = folder.world(verb.word());
            folder.setWorld(verb.word(), move.to().value());
            Map<String, String> details =
                    new HashMap<>(new SwitchFacts(verb.word(), before, move.to().value(), true).asDetails());
            details.put(Fact.ANSWERED_AT, Instant.now().toString());
            return StepResult.done(verb.word() + " is at " + move.to() + ".", details);
        }

        /** What the twin's world has turned is turned everywhere. */
        private static Map<String, String> proven() {
            Map<String, String> details = new HashMap<>();
            for (Verb turned : List.of(Verb.SWITCH_BEHIND, Verb.TURN_FRONT)) {
                details.putAll(
                        new TurnFacts(turned.word(), TurnProof.State.PROVEN, Instant.now(), "all of it").asDetails());
            }
            return details;
        }

        @Override
        public StepResult plan(MoveContext move) {
            return StepResult.done("Would turn " + verb.word() + ".");
        }
    }
}
