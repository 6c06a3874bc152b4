package io.twinlake.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.move.report.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A state without a colour of its own would look like any text. */
class PageColoursTest {
    @ParameterizedTest
    @EnumSource
    void ofParity(ParityState state) throws IOException {
        assertThat(template("parity.jte")).contains(" --" + state.word() + ": ");
    }

    @ParameterizedTest
    @EnumSource
    void ofSteps(StepState state) throws IOException {
        assertThat(template("move.jte")).contains(" --" + state.word() + ": ");
    }

    private static String template(String name) throws IOException {
        return Files.readString(Path.of("src", "main", "jte", name));
    }
}
