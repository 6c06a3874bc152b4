package io.twinlake.runbooks.order;

import io.twinlake.runbooks.Verb;
import java.util.List;

/** Two steps that must not change places, and why. */
record OrderRule(Verb first, Verb then, String because) {
    static final List<OrderRule> ALL = List.of(
            new OrderRule(
                    Verb.SYNC_WHILE_OPEN,
                    Verb.FENCE_PRIMARY,
                    "the closed time is short only if most was copied before"),
            new OrderRule(Verb.SEARCH_STRANDED, Verb.REVERSE_SYNC, "a sync would overwrite what was never searched"),
            new OrderRule(Verb.SEARCH_STRANDED, Verb.SYNC_WHILE_OPEN, "a sync would overwrite what was never searched"),
            new OrderRule(Verb.REVERSE_SYNC, Verb.VERIFY_PARITY, "parity is compared after everything was copied"),
            new OrderRule(Verb.VERIFY_PARITY, Verb.FENCE_PRIMARY, "nothing is closed before both sides are equal"),
            new OrderRule(Verb.CHECK_READINESS, Verb.FENCE_PRIMARY, "nothing is closed before the move can succeed"),
            new OrderRule(Verb.FENCE_PRIMARY, Verb.FINAL_SYNC, "writes after the last sync would be lost"),
            new OrderRule(Verb.FINAL_SYNC, Verb.PROVE_VERSIONS, "only what was copied can be proven"),
            new OrderRule(Verb.CHECK_TARGET, Verb.FENCE_PRIMARY, "nothing is closed before the move can succeed"),
            new OrderRule(Verb.MEASURE_LOSS, Verb.FENCE_PRIMARY, "a loss that is not accepted changes nothing"),
            new OrderRule(Verb.SWITCH_BEHIND, Verb.TURN_FRONT, "the gateway turns to a Function that answers"),
            new OrderRule(Verb.TURN_FRONT, Verb.ALIGN_BEHIND, "the old Function serves until the gateway turned"),
            new OrderRule(Verb.TURN_FRONT, Verb.SMOKE_TEST, "the test asks through the turned gateway"),
            new OrderRule(Verb.TURN_FRONT, Verb.PROVE_AGAIN, "the search would keep the clients waiting"),
            new OrderRule(Verb.PROVE_AGAIN, Verb.RELEASE_REVERSE, "a sync would overwrite what was never searched"),
            new OrderRule(Verb.CLONE_API_TABLES, Verb.COMPARE_LOOKUPS, "the keys are sampled from the clone"),
            new OrderRule(Verb.COMPARE_LOOKUPS, Verb.CLEAN_UP, "the keys are sampled from the clone"),
            new OrderRule(Verb.CLONE_API_TABLES, Verb.CLEAN_UP, "what is made behind it would be left there"));
}
