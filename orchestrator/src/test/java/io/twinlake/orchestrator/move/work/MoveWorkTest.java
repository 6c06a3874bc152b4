package io.twinlake.orchestrator.move.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepListener;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step's end means for the run, and what is asked before it begins. */
class MoveWorkTest {
    private static final RunId RUN = new RunId("run-1");
    private static final Runbook RUNBOOK = Procedures.of(RunbookKind.PLANNED_FAILOVER);
    private static final List<RunbookStep> STEPS = RUNBOOK.steps();

    private final MoveContext move = mock(MoveContext.class);
    private final Steps steps = mock(Steps.class);
    private final StepAction action = mock(StepAction.class);
    private final ProtectedGroup group = mock(ProtectedGroup.class, RETURNS_DEEP_STUBS);

    @BeforeEach
    void perform() {
        when(move.runbook()).thenReturn(RUNBOOK);
        when(move.id()).thenReturn(RUN);
        when(group.steps()).thenReturn(verb -> action);
        when(group.ledger().steps()).thenReturn(steps);
        when(group.clock()).thenReturn(Clock.systemUTC());
        when(action.perform(any())).thenReturn(StepResult.done("Done."));
    }

    static Stream<Arguments> aFailedStep() {
        RuntimeException broken = StepFailed.broken("It broke.", null);
        RuntimeException silent = new ClientException(FailureCategory.TIMEOUT, "call", null, null, "No answer.", null);
        RuntimeException stale = new StaleEpochException(new GroupName("gold"), new Epoch(1), new Epoch(2));
        RuntimeException stopped = new MoveStopped(StopReason.LEASE_LOST);
        RuntimeException unforeseen = new IllegalStateException("nobody foresaw it");
        return Stream.of(
                row(Verb.FENCE_PRIMARY, broken, true),
                row(Verb.FENCE_PRIMARY, silent, true),
                row(Verb.FENCE_PRIMARY, stale, true),
                row(Verb.FENCE_PRIMARY, unforeseen, true),
                row(Verb.ALIGN_BEHIND, broken, false),
                row(Verb.ALIGN_BEHIND, silent, false),
                row(Verb.ALIGN_BEHIND, unforeseen, false),
                row(Verb.ALIGN_BEHIND, stale, true),
                row(Verb.ALIGN_BEHIND, stopped, true));
    }

    @ParameterizedTest
    @MethodSource
    void aFailedStep(Verb verb, RuntimeException failure, boolean ends) {
        when(action.perform(any())).thenThrow(failure);
        MoveWork work = work();

        Throwable thrown = catchThrowable(() -> run(work.forward(), verb.word()));

        assertThat(thrown).isEqualTo(ends ? failure : null);
        MoveWork.@Nullable Failure kept = work.failure();
        assertThat(kept == null ? null : kept.reason()).isEqualTo(ends ? failure : null);
        verify(steps).end(any(), eq(RUNBOOK.position(verb)), any(), eq(StepStatus.FAILED), any());
    }

    /** Every step asks for the lease; one that writes asks for the epoch as well. */
    @ParameterizedTest
    @FieldSource("STEPS")
    void asksBeforeItBegins(RunbookStep step) {
        run(work().forward(), step.name());

        verify(move).requireHeld();
        verify(move, times(step.verb().writes() ? 1 : 0)).guard();
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void doesNothingWhereTheLeaseIsLost(RunbookStep step) {
        doThrow(new MoveStopped(StopReason.LEASE_LOST)).when(move).requireHeld();

        assertThat(catchThrowable(() -> run(work().forward(), step.name()))).isInstanceOf(MoveStopped.class);

        verify(action, never()).perform(any());
    }

    @Test
    void whatIsLeftOutIsNotPerformed() {
        stands(Map.of(
                Verb.PROMOTE,
                StepStatus.DONE,
                Verb.SWITCH_BEHIND,
                StepStatus.DONE,
                Verb.TURN_FRONT,
                StepStatus.FAILED));
        List<StepsJob.Named> job = work().forward();

        run(job, "promote");
        run(job, "switch-behind");
        verify(action, never()).perform(any());

        run(job, "turn-front");
        verify(action).perform(any());
    }

    @Test
    void takesBackWhatWasBegunTheLastOneFirst() {
        stands(Map.of(
                Verb.CHECK_READINESS, StepStatus.DONE,
                Verb.FENCE_PRIMARY, StepStatus.FAILED,
                Verb.FINAL_SYNC, StepStatus.RUNNING,
                Verb.PROVE_VERSIONS, StepStatus.PENDING));

        assertThat(work().backward())
                .extracting(StepsJob.Named::name)
                .containsExactly("undo:final-sync", "undo:fence-primary", "undo:check-readiness");
    }

    private MoveWork work() {
        return new MoveWork(move, group, StepListener.SILENT);
    }

    private void stands(Map<Verb, StepStatus> stood) {
        when(steps.of(RUN))
                .thenReturn(stood.entrySet().stream()
                        .map(step -> new StepRecord(
                                RUN,
                                RUNBOOK.position(step.getKey()),
                                step.getKey().word(),
                                step.getValue(),
                                1,
                                null,
                                null,
                                Map.of()))
                        .toList());
    }

    private static void run(List<StepsJob.Named> job, String name) {
        job.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .action()
                .run();
    }

    private static Arguments row(Verb verb, RuntimeException failure, boolean ends) {
        String name = verb.word() + " that fails with " + failure.getClass().getSimpleName()
                + (ends ? " ends the run" : " is gone on from");
        return argumentSet(name, verb, failure, ends);
    }
}
