package io.twinlake.orchestrator.drill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.cli.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a drill's command ends with. */
class DrillReportTest {
    private static final Optional<List<String>> CLEAN = Optional.of(List.of());
    private static final Optional<List<String>> LEFT = Optional.of(List.of("gold.twinlake_drill"));

    static Stream<Arguments> ends() {
        return Stream.of(
                row("all is well", StepStatus.DONE, CLEAN, true, 10, ExitCode.DONE),
                row("a step found nothing to do", StepStatus.SKIPPED, CLEAN, true, 10, ExitCode.DONE),
                row("a step broke", StepStatus.FAILED, CLEAN, true, 10, ExitCode.ERROR),
                row("something is left", StepStatus.DONE, LEFT, true, 10, ExitCode.ERROR),
                row(
                        "nobody could look whether something is left",
                        StepStatus.DONE,
                        Optional.empty(),
                        true,
                        10,
                        ExitCode.ERROR),
                row("an objective is missed", StepStatus.DONE, CLEAN, false, 10, ExitCode.OBJECTIVE_MISSED),
                row("a lookup differs", StepStatus.DONE, CLEAN, true, 9, ExitCode.DIFFERENCES),
                row("a step broke, and an objective is missed", StepStatus.FAILED, CLEAN, false, 9, ExitCode.ERROR),
                row("something is left, and an objective is missed", StepStatus.DONE, LEFT, false, 9, ExitCode.ERROR),
                row(
                        "an objective is missed, and a lookup differs",
                        StepStatus.DONE,
                        CLEAN,
                        false,
                        9,
                        ExitCode.OBJECTIVE_MISSED));
    }

    @ParameterizedTest
    @MethodSource
    void ends(StepStatus step, Optional<List<String>> left, boolean met, int equal, ExitCode expected) {
        DrillReport report = DrillReports.of(step, left, met, equal, ParityState.IN_SYNC);

        assertThat(report.exitCode()).isEqualTo(expected);
        assertThat(report.passed()).isEqualTo(expected == ExitCode.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void endsWithDifferencesWhereTheReplicaIsNotWhatWasReplicated(ParityState state) {
        ExitCode expected = switch (state) {
            case DRIFTED, MISSING, FAILED, UNKNOWN -> ExitCode.DIFFERENCES;
            case IN_SYNC, LAGGING, LACKING, EXTRA, UNSUPPORTED, EXCLUDED -> ExitCode.DONE;
        };

        assertThat(DrillReports.of(StepStatus.DONE, CLEAN, true, 10, state).exitCode())
                .isEqualTo(expected);
    }

    @Test
    void takesWhatIsUnknownForNoDifferenceWhereTheGroupAcceptsIt() {
        assertThat(DrillReports.of(StepStatus.DONE, CLEAN, true, 10, ParityState.UNKNOWN, true)
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(DrillReports.of(StepStatus.DONE, CLEAN, true, 10, ParityState.MISSING, true)
                        .exitCode())
                .isEqualTo(ExitCode.DIFFERENCES);
    }

    private static Arguments row(
            String name, StepStatus step, Optional<List<String>> left, boolean met, int equal, ExitCode expected) {
        return argumentSet(name, step, left, met, equal, expected);
    }
}
