package io.twinlake.orchestrator.move.run;

import io.twinlake.clients.ClientException;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunEnd;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReport.StepLine;
import io.twinlake.orchestrator.move.report.StepState;
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
            throw MoveRefused.servedAlready(standing);
        }
        Run run = run(request, epoch, began);
        Planned planned = new Planned(context(request, run), group.steps());
        request.runbook().steps().forEach(planned::add);
        Optional<Instant> replicatedUpTo =
                Optional.ofNullable(planned.facts.get(Fact.REPLICATED_UP_TO)).map(Instant::parse);
        return new MoveReport(
                new MoveReport.Order(
                        Optional.empty(),
                        run.group(),
                        request.runbook().kind(),
                        run.direction(),
                        request.parameters(),
                        began),
                new MoveReport.Ending(
                        planned.refused ? Result.REFUSED : Result.PLANNED,
                        epoch.epoch(),
                        false,
                        Optional.of(group.clock().instant()),
                        planned.refused ? "It would be refused." : "It can be done. Nothing was changed."),
                new MoveReport.Figures(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), replicatedUpTo),
                new MoveReport.LeftPrimary(Optional.empty(), Optional.empty()),
                planned.lines,
                List.of(),
                SwitchFacts.of(planned.facts),
                List.of());
    }

    private static Run run(MoveRequest request, EpochState epoch, Instant began) {
        return new Run(
                new RunId("dry-run"),
                request.group().name(),
                RunKind.FAILOVER,
                new Direction(epoch.effectivePrimary(), request.parameters().to()),
                epoch.epoch(),
                began,
                RunEnd.NONE);
    }

    private MoveContext context(MoveRequest request, Run run) {
        Runnable writes = () -> {
            throw new IllegalStateException("a dry run was about to write");
        };
        return new MoveContext(
                run, request, group.ledger(), run.epoch(), new RunControl(), writes, MoveContext.Notebook.EMPTY);
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
                lines.add(line(step, result.done() ? StepState.PLANNED : StepState.SKIPPED, result.message()));
            } catch (StepFailed | ClientException e) {
                refused |= !step.goesOnAfterFailure();
                lines.add(line(
                        step,
                        step.goesOnAfterFailure() ? StepState.WOULD_FAIL : StepState.REFUSED,
                        String.valueOf(e.getMessage())));
            }
        }

        private static StepLine line(RunbookStep step, StepState state, String message) {
            return new StepLine(step.verb(), state, Optional.empty(), Duration.ZERO, 0, message);
        }
    }
}
