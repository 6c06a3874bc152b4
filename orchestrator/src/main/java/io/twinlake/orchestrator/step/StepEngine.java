package io.twinlake.orchestrator.step;

import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the steps of one run, and records each before and after: whoever goes on with the run, and its report, know where each stands.
 * What becomes of the run behind a failed step is its caller's to say.
 */
public final class StepEngine {
    private static final Logger LOG = LoggerFactory.getLogger(StepEngine.class);

    private final RunId run;
    private final Runbook runbook;
    private final Steps steps;
    private final StepListener listener;
    private final Clock clock;

    /** @param steps as the run may write them */
    public StepEngine(RunId run, Runbook runbook, Steps steps, StepListener listener, Clock clock) {
        this.run = run;
        this.runbook = runbook;
        this.steps = steps;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Performs a step; it is done, or skipped where it found nothing to do.
     *
     * @param sentence says of an exception what is recorded
     */
    public Attempt perform(RunbookStep step, Supplier<StepResult> work, Function<RuntimeException, String> sentence) {
        return attempt(step, work, result -> result.done() ? StepStatus.DONE : StepStatus.SKIPPED, sentence);
    }

    /** Takes a step back. */
    public Attempt undo(RunbookStep step, Supplier<StepResult> work, Function<RuntimeException, String> sentence) {
        return attempt(step, work, result -> StepStatus.UNDONE, sentence);
    }

    /** Records that a step is left out, and why. */
    public Attempt.Ended leaveOut(RunbookStep step, String why) {
        StepResult result = StepResult.skipped(why);
        record(step, StepStatus.SKIPPED, result.details(), why);
        return new Attempt.Ended(StepStatus.SKIPPED, result, Duration.ZERO);
    }

    private Attempt attempt(
            RunbookStep step,
            Supplier<StepResult> work,
            Function<StepResult, StepStatus> status,
            Function<RuntimeException, String> sentence) {
        Instant began = clock.instant();
        listener.stepBegan(step);
        boolean atWork = false;
        try {
            steps.begin(run, runbook.position(step.verb()), step.name());
            atWork = true;
            StepResult result = work.get();
            atWork = false;
            return ended(step, status.apply(result), result, began);
        } catch (RuntimeException e) {
            return failed(step, e, sentence.apply(e), atWork, began);
        }
    }

    private Attempt ended(RunbookStep step, StepStatus status, StepResult result, Instant began) {
        record(step, status, result.details(), result.message());
        Duration took = since(began);
        listener.stepEnded(step, status, took, result.message());
        return new Attempt.Ended(status, result, took);
    }

    /**
     * Where a failure cannot be recorded because another has taken this run's place, that is what the run ends with.
     *
     * @param atWork whether it was the work that failed, and not the record of its beginning or its end
     */
    private Attempt failed(RunbookStep step, RuntimeException e, String message, boolean atWork, Instant began) {
        Map<String, String> known = e instanceof StepFailed failed ? failed.details() : Map.of();
        try {
            record(step, StepStatus.FAILED, known, message);
        } catch (StaleWriterException overtaken) {
            RuntimeException reason = e instanceof StaleWriterException ? e : because(overtaken, e);
            return new Attempt.Failed(reason, message, Optional.of(reason), since(began));
        } catch (LedgerException unrecorded) {
            return new Attempt.Failed(because(e, unrecorded), message, Optional.of(unrecorded), since(began));
        }
        Duration took = since(began);
        listener.stepEnded(step, StepStatus.FAILED, took, message);
        return new Attempt.Failed(e, message, atWork ? Optional.empty() : Optional.of(e), took);
    }

    private void record(RunbookStep step, StepStatus status, Map<String, String> facts, String message) {
        Map<String, String> all = new HashMap<>(facts);
        all.put(Fact.MESSAGE, message);
        steps.end(run, runbook.position(step.verb()), step.name(), status, all);
        LOG.info("step ended run={} step={} status={} message={}", run, step.name(), status, message);
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant());
    }

    private static RuntimeException because(RuntimeException reason, RuntimeException also) {
        if (reason != also) {
            reason.addSuppressed(also);
        }
        return reason;
    }
}
