package io.twinlake.orchestrator.move.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a move's command ends with where it has a report to answer with. */
class MoveReportTest {
    @ParameterizedTest(name = "{0}, proof {1}: {2}")
    @CsvSource({
        "SUCCEEDED,,               DONE",
        "SUCCEEDED, PROVEN,        DONE",
        "SUCCEEDED, COMMITS_FOUND, PARTLY_DONE",
        "SUCCEEDED, NOT_PROVEN,    PARTLY_DONE",
        "ROLLED_BACK,,             DONE",
        "ROLLED_BACK, NOT_PROVEN,  DONE",
        "PLANNED,,                 DONE",
        "REFUSED,,                 PRECONDITION_REFUSED"
    })
    void endsWith(Result result, @Nullable Proof proof, ExitCode expected) {
        MoveReport report = MoveReports.of(result, result == Result.SUCCEEDED, Optional.ofNullable(proof));

        assertThat(report.exitCode()).isEqualTo(expected);
    }
}
