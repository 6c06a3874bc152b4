package io.twinlake.orchestrator.move.action;

import io.twinlake.failover.fence.FenceResult;
import io.twinlake.failover.fence.OpenResult;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stops the old primary's writers. In a forced move all that is asked of a region that may be dead has two seconds. */
record FencePrimary(ProtectedGroup group) implements StepAction {
    private static final String NOT_ENDED = "its jobs were being stopped, and how that ended is not recorded";
    private static final Duration RUNS_END_WITHIN = Duration.ofMinutes(10);

    @Override
    public StepResult perform(MoveContext move) {
        if (!move.facts(Verb.FENCE_PRIMARY).containsKey(Fact.CLOSED_AT)) {
            move.note(
                    Verb.FENCE_PRIMARY,
                    Map.of(Fact.CLOSED_AT, group.clock().instant().toString()));
        }
        recordAsOpen(move);
        Duration within = move.isForced() ? MoveContext.DEAD_OR_ALIVE_WITHIN : RUNS_END_WITHIN;
        FenceResult result = group.fence().fence(move.from(), move.id(), within, move::guard);
        if (result instanceof FenceResult.Unfenced unfenced) {
            throw StepFailed.broken(
                    "Region " + move.from() + " is UNFENCED: " + unfenced.reason(),
                    "Mend what the message names, or stop the region's jobs by hand.",
                    facts(FenceState.Status.UNFENCED, Map.of(Fact.UNFENCED, unfenced.reason())));
        }
        if (result instanceof FenceResult.Fenced fenced) {
            String message = "Region " + move.from() + " is fenced: "
                    + fenced.jobs().size() + " jobs paused, " + fenced.cancelledRuns() + " runs cancelled.";
            return StepResult.done(message, facts(FenceState.Status.FENCED, Map.of()));
        }
        return StepResult.skipped(
                "No jobs are configured: nothing was stopped in " + move.from() + ".",
                facts(FenceState.Status.NO_JOBS, Map.of()));
    }

    /** Until it was seen closed the region that serves may write: a fence that broke off, however it did, is not forgotten. */
    private void recordAsOpen(MoveContext move) {
        group.ledger()
                .fences()
                .put(new FenceState(
                        group.name(),
                        move.from(),
                        FenceState.Status.UNFENCED,
                        group.clock().instant(),
                        move.id(),
                        NOT_ENDED));
    }

    private static Map<String, String> facts(FenceState.Status status, Map<String, String> more) {
        Map<String, String> facts = new HashMap<>(more);
        facts.put(Fact.FENCE, status.name());
        return facts;
    }

    @Override
    public StepResult plan(MoveContext move) {
        int jobs = move.group().fence().jobs().size();
        if (jobs == 0) {
            return StepResult.skipped("No jobs are configured: nothing would be stopped in " + move.from() + ".");
        }
        return StepResult.done("Would pause " + jobs + " jobs in " + move.from() + " and end their runs.");
    }

    @Override
    public Optional<StepResult> undo(MoveContext move) {
        OpenResult opened = group.fence().unfence(move.from(), move.id(), move::guard);
        if (!opened.problems().isEmpty()) {
            throw StepFailed.broken(
                    String.join(" ", opened.problems()),
                    "Open the jobs in " + move.from() + " by hand, then roll back again.");
        }
        return Optional.of(StepResult.done(
                "Region " + move.from() + " is open again: " + opened.jobs().size() + " jobs as they were."));
    }
}
