package io.twinlake.orchestrator.move.action;

import io.twinlake.config.name.ObjectName;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.AcceptedLoss;
import io.twinlake.orchestrator.move.LastReplicated;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells how old the replica is that would be promoted, from the ledger alone, and refuses a loss that was not accepted. */
record MeasureLoss(ProtectedGroup group) implements StepAction {
    private static final int NAMED = 3;

    @Override
    public StepResult perform(MoveContext move) {
        Optional<Instant> point = group.ledger()
                .states()
                .replicationPoint(move.group().name(), move.run().direction());
        Optional<Duration> age =
                point.map(at -> Duration.between(at, group.clock().instant()));
        List<ObjectName> unknown = new LastReplicated(group.ledger())
                .of(move.run()).stream()
                        .filter(table -> !table.known())
                        .map(table -> ObjectName.parse(table.object()))
                        .toList();
        List<ObjectName> unacknowledged = unknown.stream()
                .filter(table -> !move.group().acknowledges(table))
                .toList();
        String measured = age.map(known -> "The replica is " + Math.max(0, known.toSeconds()) + " s old.")
                        .orElse("It is not known how old the replica is: the group was never wholly at " + move.to()
                                + ".")
                + (unknown.isEmpty()
                        ? ""
                        : " Never replicated, or not since its commits were settled: " + named(unknown) + ".");
        Optional<AcceptedLoss> accepted = move.parameters().acceptedLoss();
        if (accepted.isEmpty() || !accepted.get().covers(unacknowledged.isEmpty() ? age : Optional.empty())) {
            throw StepFailed.refused(
                    measured + " Accepted was "
                            + accepted.map(AcceptedLoss::toString).orElse("no loss") + ". Nothing was changed.",
                    "Accept a larger loss, or `--accept-data-loss unbounded`; or wait for the primary."
                            + (unacknowledged.isEmpty()
                                    ? ""
                                    : " What may always be lost is named in `acknowledgedUnprotected`."));
        }
        return StepResult.done(
                measured,
                point.map(at -> Map.of(Fact.REPLICATED_UP_TO, at.toString())).orElse(Map.of()));
    }

    private static String named(List<ObjectName> tables) {
        String first = tables.stream().limit(NAMED).map(ObjectName::toString).collect(Collectors.joining(", "));
        return tables.size() > NAMED ? first + " and " + (tables.size() - NAMED) + " more" : first;
    }

    @Override
    public StepResult plan(MoveContext move) {
        return perform(move);
    }
}
