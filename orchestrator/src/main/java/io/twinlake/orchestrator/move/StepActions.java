package io.twinlake.orchestrator.move;

import io.twinlake.runbooks.Verb;

/** Gives the action of every verb, for one group. */
@FunctionalInterface
public interface StepActions {
    /** @throws IllegalArgumentException for a verb that this build cannot perform */
    StepAction of(Verb verb);
}
