package io.twinlake.orchestrator.move.work;

import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.step.Steps;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.step.Attempt;
import io.twinlake.orchestrator.step.StepEngine;
import io.twinlake.orchestrator.step.StepListener;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs the steps of one run and records each before and after. */
public final class MoveWork {
    private static final Logger LOG = LoggerFactory.getLogger(MoveWork.class);

    /** What went wrong, and at which step. */
    public record Failure(RunbookStep step, RuntimeException reason) {}

    private final MoveContext move;
    private final Runbook runbook;
    private final StepActions actions;
    private final StepEngine engine;
    private final StepRecords records;
    private final BesideSteps beside = new BesideSteps();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    /** @param listener is told of each step as it begins and ends */
    public MoveWork(MoveContext move, ProtectedGroup group, StepListener listener) {
        this.move = move;
        this.runbook = move.runbook();
        this.actions = group.steps();
        Steps steps = group.ledger().steps();
        this.engine = new StepEngine(move.id(), runbook, steps, listener, group.clock());
        this.records = new StepRecords(steps, move.id(), runbook);
    }

    /** The runbook's steps as those of a job, and at its end the wait for what runs beside. */
    public List<StepsJob.Named> forward() {
        List<StepsJob.Named> named = new ArrayList<>();
        runbook.steps().forEach(step -> named.add(new StepsJob.Named(step.name(), () -> forward(step))));
        named.add(new StepsJob.Named("beside", this::endBeside));
        return named;
    }

    /** What can be taken back, last step first. */
    public List<StepsJob.Named> backward() {
        List<StepsJob.Named> named = new ArrayList<>();
        for (int i = runbook.steps().size() - 1; i >= 0; i--) {
            RunbookStep step = runbook.steps().get(i);
            if (records.wasBegun(step.verb())) {
                named.add(new StepsJob.Named("undo:" + step.name(), () -> backward(step)));
            }
        }
        return named;
    }

    /** The first failure that ended the run; null while there is none. */
    @Nullable
    public Failure failure() {
        return failure.get();
    }

    /** Waits for what runs beside, also where a step failed before the end. */
    public void awaitBeside() {
        beside.await();
    }

    private void forward(RunbookStep step) {
        if (records.isLeftOut(step.verb())) {
            return;
        }
        if (step.beside()) {
            beside.begin(step.name(), () -> attemptBeside(step));
        } else {
            goOnUnlessFailed(step, perform(step));
        }
    }

    /** Nobody catches what this thread throws: it is kept, and the job's last step throws it. */
    private void attemptBeside(RunbookStep step) {
        try {
            goOnUnlessFailed(step, perform(step));
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
        goOnUnlessFailed(step, engine.undo(step, () -> undo(step), MoveWork::sentence));
    }

    private void goOnUnlessFailed(RunbookStep step, Attempt attempt) {
        if (attempt instanceof Attempt.Failed failed) {
            stopUnlessItGoesOn(step, failed.reason());
        }
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

    private Attempt perform(RunbookStep step) {
        return engine.perform(
                step,
                () -> {
                    move.requireHeld();
                    if (step.verb().writes()) {
                        move.guard();
                    }
                    return actions.of(step.verb()).perform(move);
                },
                MoveWork::sentence);
    }

    private StepResult undo(RunbookStep step) {
        move.guard();
        return actions.of(step.verb()).undo(move).orElseGet(() -> StepResult.skipped("Nothing to take back."));
    }

    private static String sentence(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
