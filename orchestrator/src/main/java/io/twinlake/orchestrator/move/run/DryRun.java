package io.twinlake.orchestrator.move.run;

import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReport.StepLine;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.RunbookStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks every step of a move what it would do. Changes nothing, anywhere: the ledger learns of it no more than the regions. */
final class DryRun {
    private final ProtectedGroup group;

    DryRun(ProtectedGroup group) {
        this.group = group;
    }

    /** @throws MoveRefused when the region serves already */
    MoveReport of(MoveRequest request) {
        Instant began = group.clock().instant();
        Standing standing = group.standing();
        request.requireProven(standing);
        EpochState epoch = standing.state();
        if (epoch.effectivePrimary().equals(request.parameters().to())) {
            throw new MoveRefused(
                    "Group " + request.group().name() + " is served by " + epoch.effectivePrimary() + " already.",
                    "`twinlake status` tells how it stands.");
        }
        Planned planned = new Planned(context(request, epoch, began), group.steps());
        request.runbook().steps().forEach(planned::add);
        return new MoveReport(
                Optional.empty(),
                request.group().name(),
                planned.refused ? Result.REFUSED : Result.PLANNED,
                request.runbook().kind(),
                epoch.effectivePrimary(),
                request.parameters().to(),
                epoch.epoch(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(planned.facts.get(Fact.REPLICATED_UP_TO)).map(Instant::parse),
                request.parameters().reason(),
                request.parameters().withoutWitness(),
                began,
                Optional.of(group.clock().instant()),
                planned.lines,
                List.of(),
                SwitchFacts.of(planned.facts),
                planned.refused ? "It would be refused." : "It can be done. Nothing was changed.");
    }

    private MoveContext context(MoveRequest request, EpochState epoch, Instant began) {
        Run run = new Run(
                new RunId("dry-run"),
                request.group().name(),
                RunKind.FAILOVER,
                new Direction(epoch.effectivePrimary(), request.parameters().to()),
                epoch.epoch(),
                began,
                null,
                RunResult.RUNNING,
                Map.of(),
                null);
        Runnable writes = () -> {
            throw new IllegalStateException("a dry run was about to write");
        };
        return new MoveContext(
                run, request, group.ledger(), epoch.epoch(), new RunControl(), writes, MoveContext.Notebook.EMPTY);
    }

    private static final class Planned {
        private final MoveContext move;
        private final StepActions actions;
        private final List<StepLine> lines = new ArrayList<>();
        private final Map<String, String> facts = new HashMap<>();
        private boolean refused;

        Planned(MoveContext move, StepActions actions) {
            this.move = move;
            this.actions = actions;
        }

        void add(RunbookStep step) {
            try {
                StepResult result = actions.of(step.verb()).plan(move);
                facts.putAll(result.details());
                lines.add(line(step, result.done() ? "PLANNED" : "SKIPPED", result.message()));
            } catch (StepFailed | io.twinlake.clients.ClientException e) {
                refused |= !step.goesOnAfterFailure();
                lines.add(line(
                        step, step.goesOnAfterFailure() ? "WOULD_FAIL" : "REFUSED", String.valueOf(e.getMessage())));
            }
        }

        private static StepLine line(RunbookStep step, String status, String message) {
            return new StepLine(step.name(), status, Optional.empty(), Duration.ZERO, 0, message);
        }
    }
}
