package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.time.Instant;
import java.util.Optional;

/** Lets the next sync copy the other way: what the old primary has was proven to be here, and proven again behind the promotion. */
record ReleaseReverse(ProtectedGroup group) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        if (!move.facts(Verb.PROVE_AGAIN).containsKey(Fact.PROVEN_AGAIN)) {
            return StepResult.skipped("Nothing is copied to " + move.from()
                    + " until it was searched, and what is found there is settled: `twinlake sync` does it.");
        }
        new ReverseHold(group.ledger().holds(), move.group().name()).release(move.id());
        // Nothing was written between the fence and the promotion, and both sides were proven equal.
        Optional.ofNullable(move.facts(Verb.PROMOTE).get(Fact.PROMOTED_AT))
                .map(Instant::parse)
                .ifPresent(at ->
                        group.ledger().states().advanceWayBack(move.group().name(), move.id(), at));
        return StepResult.done("The next sync copies " + move.to() + " -> " + move.from() + ".");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would let the next sync copy " + move.to() + " -> " + move.from() + ".");
    }
}
