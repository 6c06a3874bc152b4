package io.twinlake.orchestrator.move.run;

import io.twinlake.ledger.LedgerException;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.ledger.tenure.StaleWriterException;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.Fact;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.MoveListener;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.StepFailed;
import io.twinlake.orchestrator.move.StepResult;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs the steps of one run and records each before and after. */
final class MoveWork {
    private static final Logger LOG = LoggerFactory.getLogger(MoveWork.class);

    /** What went wrong, and at which step. */
    record Failure(RunbookStep step, RuntimeException reason) {}

    private final MoveContext move;
    private final Runbook runbook;
    private final StepActions actions;
    private final Steps steps;
    private final StepRecords records;
    private final MoveListener listener;
    private final Clock clock;
    private final BesideSteps beside = new BesideSteps();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    MoveWork(MoveContext move, ProtectedGroup group, MoveListener listener) {
        this.move = move;
        this.runbook = move.runbook();
        this.actions = group.steps();
        this.steps = group.ledger().steps();
        this.records = new StepRecords(steps, move.id(), runbook);
        this.listener = listener;
        this.clock = group.clock();
    }

    /** The runbook's steps as those of a job, and at its end the wait for what runs beside. */
    List<StepsJob.Named> forward() {
        List<StepsJob.Named> named = new ArrayList<>();
        runbook.steps().forEach(step -> named.add(new StepsJob.Named(step.name(), () -> forward(step))));
        named.add(new StepsJob.Named("beside", this::endBeside));
        return named;
    }

    /** What can be taken back, last step first. */
    List<StepsJob.Named> backward() {
        List<StepsJob.Named> named = new ArrayList<>();
        for (int i = runbook.steps().size() - 1; i >= 0; i--) {
            RunbookStep step = runbook.steps().get(i);
            if (records.wasBegun(step.verb())) {
                named.add(new StepsJob.Named("undo:" + step.name(), () -> backward(step)));
            }
        }
        return named;
    }

    @Nullable
    Failure failure() {
        return failure.get();
    }

    /** Waits for what runs beside, also where a step failed before the end. */
    void awaitBeside() {
        beside.await();
    }

    private void forward(RunbookStep step) {
        if (records.isLeftOut(step.verb())) {
            return;
        }
        if (step.beside()) {
            beside.begin(step.name(), () -> attemptBeside(step));
        } else {
            attempt(step, this::perform);
        }
    }

    /** Nobody catches what this thread throws: it is kept, and the job's last step throws it. */
    private void attemptBeside(RunbookStep step) {
        try {
            attempt(step, this::perform);
        } catch (RuntimeException e) {
            LOG.debug("step beside the others ended the run run={} step={}", move.id(), step.name(), e);
        }
    }

    private void endBeside() {
        beside.await();
        @Nullable Failure kept = failure.get();
        if (kept != null) {
            throw kept.reason();
        }
    }

    private void backward(RunbookStep step) {
        attempt(step, this::undo);
    }

    private void attempt(RunbookStep step, Function<RunbookStep, Ended> work) {
        int position = runbook.position(step.verb());
        Instant began = clock.instant();
        listener.stepBegan(step);
        try {
            steps.begin(move.id(), position, step.name());
            Ended ended = work.apply(step);
            end(
                    step,
                    ended.status(),
                    began,
                    ended.result().details(),
                    ended.result().message());
        } catch (RuntimeException e) {
            stopUnlessItGoesOn(step, failed(step, began, e));
        }
    }

    /** Records a failure. Where that cannot be, because another has taken this run's place, that is what the run ends with. */
    private RuntimeException failed(RunbookStep step, Instant began, RuntimeException e) {
        Map<String, String> known = e instanceof StepFailed failed ? failed.details() : Map.of();
        try {
            end(step, StepStatus.FAILED, began, known, String.valueOf(e.getMessage()));
            return e;
        } catch (StaleWriterException overtaken) {
            return e instanceof StaleWriterException ? e : because(overtaken, e);
        } catch (LedgerException unrecorded) {
            return because(e, unrecorded);
        }
    }

    private static RuntimeException because(RuntimeException reason, RuntimeException also) {
        if (reason != also) {
            reason.addSuppressed(also);
        }
        return reason;
    }

    private void stopUnlessItGoesOn(RunbookStep step, RuntimeException e) {
        boolean fatal = e instanceof MoveStopped || e instanceof StaleWriterException;
        if (step.goesOnAfterFailure() && !fatal) {
            LOG.info("step failed, the run goes on run={} step={} reason={}", move.id(), step.name(), e.getMessage());
            return;
        }
        failure.compareAndSet(null, new Failure(step, e));
        throw e;
    }

    private void end(RunbookStep step, StepStatus status, Instant began, Map<String, String> facts, String message) {
        Map<String, String> told = new HashMap<>(facts);
        told.put(Fact.MESSAGE, message);
        steps.end(move.id(), runbook.position(step.verb()), step.name(), status, told);
        listener.stepEnded(step, status, Duration.between(began, clock.instant()), message);
        LOG.info("step ended run={} step={} status={} message={}", move.id(), step.name(), status, message);
    }

    private Ended perform(RunbookStep step) {
        move.requireHeld();
        if (step.verb().writes()) {
            move.guard();
        }
        StepResult result = actions.of(step.verb()).perform(move);
        return new Ended(result.done() ? StepStatus.DONE : StepStatus.SKIPPED, result);
    }

    private Ended undo(RunbookStep step) {
        move.guard();
        StepResult result =
                actions.of(step.verb()).undo(move).orElseGet(() -> StepResult.skipped("Nothing to take back."));
        return new Ended(StepStatus.UNDONE, result);
    }

    private record Ended(StepStatus status, StepResult result) {}
}
