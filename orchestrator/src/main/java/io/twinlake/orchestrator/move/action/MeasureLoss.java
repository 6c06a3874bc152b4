package io.twinlake.orchestrator.move.action;

import io.twinlake.orchestrator.move.AcceptedLoss;
import io.twinlake.orchestrator.move.Fact;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepFailed;
import io.twinlake.orchestrator.move.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tells how old the replica is that would be promoted, from the ledger alone, and refuses a loss that was not accepted. */
record MeasureLoss(MoveParts parts) implements StepAction {
    @Override
    public StepResult perform(MoveContext move) {
        Optional<Instant> point = parts.ledger()
                .states()
                .replicationPoint(move.group().name(), move.run().direction());
        Optional<Duration> age =
                point.map(at -> Duration.between(at, parts.clock().instant()));
        String measured = age.map(known -> "The replica is " + Math.max(0, known.toSeconds()) + " s old.")
                .orElse("It is not known how old the replica is: the group was never wholly at " + move.to() + ".");
        Optional<AcceptedLoss> accepted = move.parameters().acceptedLoss();
        if (accepted.isEmpty() || !accepted.get().covers(age)) {
            throw StepFailed.refused(
                    measured + " Accepted was "
                            + accepted.map(AcceptedLoss::toString).orElse("no loss") + ". Nothing was changed.",
                    "Accept a larger loss, or `--accept-data-loss unbounded`; or wait for the primary.");
        }
        return StepResult.done(
                measured,
                point.map(at -> Map.of(Fact.REPLICATED_UP_TO, at.toString())).orElse(Map.of()));
    }

    @Override
    public StepResult plan(MoveContext move) {
        return perform(move);
    }
}
