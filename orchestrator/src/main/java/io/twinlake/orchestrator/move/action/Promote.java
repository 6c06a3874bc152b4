package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.hold.ReverseHold;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.PromotionLost;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The commit point: one compare-and-set of the epoch. Refuses a planned move whose primary is open or whose copy is not proven. */
record Promote(ProtectedGroup group) implements StepAction {
    /** Where a group names no jobs there is nothing to close: what was written meanwhile is looked for behind the promotion. */
    private static final Set<FenceState.Status> CLOSED =
            EnumSet.of(FenceState.Status.FENCED, FenceState.Status.NO_JOBS);

    @Override
    public StepResult perform(MoveContext move) {
        if (!move.isForced()) {
            refuseUnlessClosedAndProven(move);
        }
        // Before the promotion: from that moment on a sync would write over what the old primary holds alone.
        wayBack(move).holdUnlessHeld(move.id(), HoldReverse.reason(move));
        CancelClones clones = new CancelClones(group, move);
        if (move.isForced()) {
            clones.cancel();
        }
        AtomicReference<@Nullable EpochState> made = new AtomicReference<>();
        Epoch epoch = move.promote(() -> {
            EpochState state = promoted(move);
            made.set(state);
            return state.epoch();
        });
        // What a sync handed in while the others were cancelled: from now on it can hand in nothing.
        clones.cancel();
        return StepResult.done(
                move.to() + " is the effective primary, epoch " + epoch + "." + clones.mayRunOn(),
                Map.of(
                        Fact.EPOCH, epoch.toString(),
                        Fact.PROMOTED_AT, group.clock().instant().toString()));
    }

    private EpochState promoted(MoveContext move) {
        Promotion promotion = move.epochs()
                .promote(
                        move.group().name(),
                        move.run().epoch(),
                        move.to(),
                        move.id().value(),
                        move.parameters().reason());
        if (promotion instanceof Promotion.Lost lost) {
            wayBack(move).release(move.id());
            throw new PromotionLost(lost.current());
        }
        return ((Promotion.Promoted) promotion).state();
    }

    private ReverseHold wayBack(MoveContext move) {
        return new ReverseHold(group.ledger().holds(), move.group().name());
    }

    private void refuseUnlessClosedAndProven(MoveContext move) {
        boolean fenced = group.ledger()
                .fences()
                .find(move.group().name(), move.from())
                .filter(state -> CLOSED.contains(state.status()))
                .isPresent();
        boolean proven = move.facts(Verb.PROVE_VERSIONS).containsKey(Fact.PROVEN);
        if (!fenced || !proven) {
            throw StepFailed.broken(
                    "Region " + move.from() + (fenced ? " was not proven equal." : " is not fenced."),
                    "Resume the run: it fences and proves again before it promotes.");
        }
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would make " + move.to() + " the effective primary, epoch "
                + (move.run().epoch().number() + 1) + ".");
    }

    /** The hold that was to be in force at the promotion. */
    @Override
    public Optional<StepResult> undo(MoveContext move) {
        wayBack(move).release(move.id());
        return Optional.of(StepResult.done("Nothing was promoted"
                + wayBack(move)
                        .current()
                        .map(hold -> "; replication stays held by run " + hold.run() + ".")
                        .orElse(", and nothing is held.")));
    }
}
