package io.twinlake.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.yaml.Procedures;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class StepEngineTest {
    private static final RunId RUN = new RunId("run-1");

    private final Steps steps = mock(Steps.class);
    private final LedgerException full = new LedgerException("The disk is full.", new IOException());
    private final Runbook runbook = Procedures.of(RunbookKind.PLANNED_FAILOVER);
    private final RunbookStep step = runbook.steps().get(1);
    private final StepEngine engine = new StepEngine(RUN, runbook, steps, StepListener.SILENT, Clock.systemUTC());

    @Test
    void aStepIsRecordedBeforeItIsDoneAndBehindIt() {
        Runnable work = mock(Runnable.class);

        Attempt attempt = perform(() -> {
            work.run();
            return StepResult.done("Done.", Map.of("epoch", "2"));
        });

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Ended.class, ended -> assertThat(ended.status()).isEqualTo(StepStatus.DONE));
        InOrder order = inOrder(steps, work);
        order.verify(steps).begin(RUN, 1, step.name());
        order.verify(work).run();
        order.verify(steps).end(RUN, 1, step.name(), StepStatus.DONE, Map.of("epoch", "2", Fact.MESSAGE, "Done."));
    }

    @Test
    void aFailureIsRecordedWithTheFactsThatItBrings() {
        Attempt attempt = perform(() -> {
            throw StepFailed.broken("It broke.", null, Map.of("fence", "UNFENCED"));
        });

        assertThat(failed(attempt).unrecorded()).isEmpty();
        verify(steps)
                .end(RUN, 1, step.name(), StepStatus.FAILED, Map.of("fence", "UNFENCED", Fact.MESSAGE, "It broke."));
    }

    @Test
    void aStepWhoseBeginningCannotBeRecordedIsNotDone() {
        doThrow(full).when(steps).begin(any(), anyInt(), any());
        Runnable work = mock(Runnable.class);

        Attempt attempt = perform(() -> {
            work.run();
            return StepResult.done("Done.");
        });

        verify(work, never()).run();
        assertThat(failed(attempt).reason()).isSameAs(full);
        assertThat(failed(attempt).unrecorded()).contains(full);
    }

    @Test
    void aStepWhoseEndCannotBeRecordedOnceSaysSo() {
        doThrow(full).doNothing().when(steps).end(any(), anyInt(), any(), any(), any());

        Attempt attempt = perform(() -> StepResult.done("Done."));

        assertThat(failed(attempt).unrecorded()).contains(full);
    }

    @Test
    void aFailureThatCannotBeRecordedKeepsBothReasons() {
        doThrow(full).when(steps).end(any(), anyInt(), any(), any(), any());
        StepFailed broken = StepFailed.broken("It broke.", null);

        Attempt attempt = perform(() -> {
            throw broken;
        });

        assertThat(failed(attempt).reason()).isSameAs(broken).hasSuppressedException(full);
        assertThat(failed(attempt).unrecorded()).contains(full);
    }

    @Test
    void whoeverTookTheRunsPlaceIsWhatItEndsWith() {
        StaleEpochException overtaken = new StaleEpochException(new GroupName("gold"), new Epoch(1), new Epoch(2));
        doThrow(overtaken).when(steps).end(any(), anyInt(), any(), eq(StepStatus.FAILED), any());
        StepFailed broken = StepFailed.broken("It broke.", null);

        Attempt attempt = perform(() -> {
            throw broken;
        });

        assertThat(failed(attempt).reason()).isSameAs(overtaken).hasSuppressedException(broken);
        assertThat(failed(attempt).unrecorded()).contains(overtaken);
    }

    private Attempt perform(Supplier<StepResult> work) {
        return engine.perform(step, work, e -> String.valueOf(e.getMessage()));
    }

    private static Attempt.Failed failed(Attempt attempt) {
        return (Attempt.Failed) attempt;
    }
}
