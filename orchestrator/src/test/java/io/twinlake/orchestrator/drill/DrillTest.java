package io.twinlake.orchestrator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.drill.report.DrillReport;
import io.twinlake.orchestrator.drill.report.DrillStep;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a drill meets, it removes what it made, and its run ends. */
class DrillTest {
    @TempDir
    Path folder;

    private final Workspace replica = mock(Workspace.class, RETURNS_DEEP_STUBS);
    private Ledger ledger;
    private FailoverGroup group;

    @BeforeEach
    void open() {
        TwinFolder twin = new TwinFolder(folder);
        group = twin.group("");
        ledger = twin.ledgerOf(group);
        when(replica.catalog().schemas(any())).thenAnswer(call -> Stream.empty());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void cleansUpAndEndsFailedWhereAStepBreaksInAWayNobodyForesaw() {
        when(replica.warehouse().state()).thenThrow(new IllegalStateException("an unknown state"));

        DrillReport report = drill(ledger);

        assertThat(report.steps())
                .filteredOn(step -> step.name().equals("warm-warehouse"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.status()).isEqualTo(StepStatus.FAILED);
                    assertThat(step.message()).isEqualTo("IllegalStateException: an unknown state");
                });
        assertThat(report.steps())
                .filteredOn(step -> step.name().equals("clean-up"))
                .extracting(DrillStep::status)
                .containsExactly(StepStatus.DONE);
        assertThat(report.found().left()).contains(List.of());
        assertThat(last().result()).isEqualTo(RunResult.FAILED);
    }

    @Test
    void cleansUpAndEndsWhereItsStepsCannotBeRecorded() {
        Ledger writable = ledger.under(Tenure.of(group.name(), Epoch.FIRST));
        Steps steps = mock(Steps.class, delegatesTo(writable.steps()));
        doThrow(new IllegalStateException("the disk is full"))
                .when(steps)
                .end(any(), anyInt(), eq("warm-warehouse"), any(), any());
        Ledger full = mock(Ledger.class, delegatesTo(writable));
        when(full.steps()).thenReturn(steps);
        when(full.under(any())).thenReturn(full);

        assertThatThrownBy(() -> drill(full)).hasMessage("the disk is full");

        verify(replica.catalog(), atLeastOnce()).schemas("gold");
        assertThat(last().result()).isEqualTo(RunResult.FAILED);
        assertThat(last().end().message()).isEqualTo("The drill broke off: the disk is full.");
    }

    @Test
    void cleansUpAndEndsWhereAPromotionCutsItShort() {
        when(replica.warehouse().state()).thenAnswer(call -> {
            ledger.epochs().promote(group.name(), Epoch.FIRST, group.secondary(), "another run", "a test");
            throw new IllegalStateException("The region is busy.");
        });

        assertThatThrownBy(() -> drill(ledger)).isInstanceOf(StaleEpochException.class);

        verify(replica.catalog(), atLeastOnce()).schemas("gold");
        assertThat(last().result()).isEqualTo(RunResult.FAILED);
        assertThat(last().end().message()).startsWith("The drill broke off: ");
    }

    @Test
    void endsTheRunOfADrillThatWasKilled() {
        Run dead = killed();

        drill(ledger);

        assertThat(ledger.runs().find(dead.id()).orElseThrow().result()).isEqualTo(RunResult.FAILED);
    }

    private Run killed() {
        return ledger.under(Tenure.of(group.name(), Epoch.FIRST))
                .runs()
                .start(group.name(), RunKind.DRILL, new Direction(group.home(), group.secondary()), Epoch.FIRST);
    }

    private Run last() {
        return ledger.runs().latest(group.name(), RunKind.DRILL).orElseThrow();
    }

    private DrillReport drill(Ledger on) {
        GroupMeans means = mock(GroupMeans.class, call -> {
            throw StepFailed.broken("no means in this test.", "None.");
        });
        ProtectedGroup drilled = LoneGroup.on(
                Authority.of(on),
                group,
                means,
                region -> region.equals(group.secondary()) ? replica : mock(Workspace.class));
        return new Drill(drilled).run(new DrillTerms(1, 1, folder.resolve("drills")));
    }
}
