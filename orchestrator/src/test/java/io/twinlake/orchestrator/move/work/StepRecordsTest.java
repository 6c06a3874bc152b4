package io.twinlake.orchestrator.move.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.step.Steps;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which steps a resumed run leaves out. */
class StepRecordsTest {
    private static final RunId RUN = new RunId("run-1");

    /** All steps up to one are done; that one stands as it is said, and those behind it were not begun. */
    @ParameterizedTest(name = "{0}, up to {1}, which is {2}: leaves out {3}")
    @CsvSource(delimiter = '|', textBlock = """
            PLANNED_FAILOVER | check-readiness   | RUNNING | nothing
            PLANNED_FAILOVER | check-readiness   | DONE    | nothing
            PLANNED_FAILOVER | warm-warehouse    | FAILED  | nothing
            PLANNED_FAILOVER | warm-warehouse    | DONE    | nothing
            PLANNED_FAILOVER | fence-primary     | PENDING | nothing
            PLANNED_FAILOVER | fence-primary     | RUNNING | check-readiness sync-while-open
            PLANNED_FAILOVER | fence-primary     | FAILED  | check-readiness sync-while-open
            PLANNED_FAILOVER | fence-primary     | DONE    | check-readiness sync-while-open
            PLANNED_FAILOVER | final-sync        | DONE    | check-readiness sync-while-open
            PLANNED_FAILOVER | prove-versions    | DONE    | check-readiness sync-while-open
            PLANNED_FAILOVER | promote           | RUNNING | check-readiness sync-while-open
            PLANNED_FAILOVER | promote           | FAILED  | check-readiness sync-while-open
            PLANNED_FAILOVER | promote           | DONE    | all but warm-warehouse
            PLANNED_FAILOVER | open-standby-jobs | SKIPPED | all but warm-warehouse
            PLANNED_FAILOVER | switch-behind     | RUNNING | all but warm-warehouse switch-behind
            PLANNED_FAILOVER | switch-behind     | UNDONE  | all but warm-warehouse switch-behind
            PLANNED_FAILOVER | switch-behind     | SKIPPED | all
            PLANNED_FAILOVER | turn-front        | FAILED  | all but turn-front
            PLANNED_FAILOVER | prove-again       | DONE    | all
            FORCED_FAILOVER  | measure-loss      | DONE    | nothing
            FORCED_FAILOVER  | fence-primary     | RUNNING | check-target measure-loss
            FORCED_FAILOVER  | promote           | RUNNING | check-target measure-loss
            FORCED_FAILOVER  | promote           | DONE    | all
            FORCED_FAILOVER  | warm-warehouse    | DONE    | all but warm-warehouse
            FAILBACK         | check-readiness   | DONE    | nothing
            FAILBACK         | fence-primary     | DONE    | search-stranded reverse-sync verify-parity check-readiness sync-while-open
            FAILBACK         | promote           | DONE    | all but warm-warehouse
            """)
    void aResumedRunLeavesOut(RunbookKind kind, String last, StepStatus status, String expected) {
        Runbook runbook = Procedures.of(kind);
        List<String> names = runbook.steps().stream().map(RunbookStep::name).toList();
        List<StepRecord> begun = new ArrayList<>();
        for (String name : names.subList(0, names.indexOf(last) + 1)) {
            begun.add(record(name, begun.size(), name.equals(last) ? status : StepStatus.DONE));
        }

        assertThat(leftOut(runbook, begun)).isEqualTo(expanded(expected, names.subList(0, begun.size())));
    }

    /** It fences beside the promotion, and may end behind it. */
    @Test
    void aForcedMoveGoesOnFencingBehindItsPromotion() {
        Runbook runbook = Procedures.of(RunbookKind.FORCED_FAILOVER);

        assertThat(leftOut(
                        runbook,
                        List.of(
                                record("check-target", 0, StepStatus.DONE),
                                record("measure-loss", 1, StepStatus.DONE),
                                record("fence-primary", 2, StepStatus.RUNNING),
                                record("promote", 3, StepStatus.DONE))))
                .isEqualTo("check-target measure-loss promote");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNED_FAILOVER", "FORCED_FAILOVER", "FAILBACK"})
    void aStepThatAnOlderVersionNamedOtherwiseIsLeftOutToo(RunbookKind kind) {
        Runbook runbook = Procedures.of(kind);
        List<StepRecord> kept = List.of(
                record("promote", runbook.position(Verb.PROMOTE), StepStatus.DONE),
                record("switch-lookup", runbook.position(Verb.SWITCH_BEHIND), StepStatus.DONE),
                record("turn-gateway", runbook.position(Verb.TURN_FRONT), StepStatus.DONE));

        assertThat(leftOut(runbook, kept)).isEqualTo("promote switch-behind turn-front");
    }

    private static String expanded(String expected, List<String> begun) {
        List<String> words = Arrays.asList(expected.split(" "));
        return switch (words.get(0)) {
            case "nothing" -> "";
            case "all" -> begun.stream().filter(name -> !words.contains(name)).collect(Collectors.joining(" "));
            default -> expected;
        };
    }

    private static String leftOut(Runbook runbook, List<StepRecord> begun) {
        Steps steps = mock(Steps.class);
        when(steps.of(RUN)).thenReturn(begun);
        StepRecords records = new StepRecords(steps, RUN, runbook);
        return runbook.steps().stream()
                .filter(step -> records.isLeftOut(step.verb()))
                .map(RunbookStep::name)
                .collect(Collectors.joining(" "));
    }

    private static StepRecord record(String step, int position, StepStatus status) {
        return new StepRecord(RUN, position, step, status, 1, null, null, Map.of());
    }
}
