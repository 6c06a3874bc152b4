package io.twinlake.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.runbooks.yaml.Procedures;
import io.twinlake.runbooks.yaml.RunbookReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunbookReaderTest {
    private static final String PLANNED =
            Procedures.of(RunbookKind.PLANNED_FAILOVER).text();

    @Test
    void keepsTheTextExactlySoThatItsHashNamesIt() {
        Runbook runbook = RunbookReader.read("mine.yml", PLANNED);

        assertThat(runbook.text()).isEqualTo(PLANNED);
        assertThat(runbook.hash())
                .isNotEqualTo(RunbookReader.read("mine.yml", PLANNED + "\n").hash());
    }

    @Test
    void namesTheLineOfAnUnknownStep() {
        String text = PLANNED.replace("step: final-sync", "step: finalsync");

        RunbookProblem problem = onlyProblem(text);

        assertThat(text.lines().toList().get(problem.line() - 1)).contains("finalsync");
        assertThat(problem.toString()).startsWith("mine.yml:").contains("unknown step 'finalsync'");
    }

    @Test
    void saysAtEachFormerNameOfAStepWhatToWriteInstead() {
        String text = withFormerNames(PLANNED);

        InvalidRunbook invalid = invalid(text);

        assertThat(invalid.problems())
                .extracting(RunbookProblem::message)
                .containsExactly(
                        "the step 'switch-lookup' has another name now: write 'switch-behind'",
                        "the step 'turn-gateway' has another name now: write 'turn-front'",
                        "the step 'align-old-lookup' has another name now: write 'align-behind'");
        int line = invalid.problems().get(1).line();
        assertThat(text.lines().toList().get(line - 1)).contains("step: turn-gateway");
        assertThat(invalid.getMessage()).contains("mine.yml:" + line + ": the step 'turn-gateway'");
    }

    @Test
    void readsTheTextThatARunHasKeptUnderTheFormerNames() {
        String text = withFormerNames(PLANNED);

        Runbook kept = RunbookReader.readKept("planned-failover", text);

        assertThat(kept.text()).isEqualTo(text);
        assertThat(kept.steps())
                .extracting(RunbookStep::verb)
                .isEqualTo(Procedures.of(RunbookKind.PLANNED_FAILOVER).steps().stream()
                        .map(RunbookStep::verb)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void givesTodaysNameBackAsItIs(Verb verb) {
        assertThat(Verb.today(verb.word())).isEqualTo(verb.word());
        assertThat(Verb.formerly(verb.word())).isEmpty();
    }

    @Test
    void refusesAnUnknownKey() {
        RunbookProblem problem = onlyProblem(PLANNED.replaceFirst("onFailure:", "onFail:"));

        assertThat(problem.message()).contains("unknown key 'onFail'");
    }

    @Test
    void refusesTextThatIsNotYaml() {
        assertThat(onlyProblem("steps: [").message()).contains("is not YAML");
        assertThat(onlyProblem("").message()).contains("empty");
    }

    @Test
    void tellsAllProblemsAtOnceInTheTextsOrder() {
        InvalidRunbook invalid = invalid(
                PLANNED.replace("kind: planned-failover", "kind: planned").replace("step: promote", "step: promotion"));

        assertThat(invalid.problems())
                .extracting(RunbookProblem::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("unknown kind 'planned'"),
                        second -> assertThat(second).contains("unknown step 'promotion'"));
    }

    @Test
    void refusesToPromoteBeforeThePrimaryIsFenced() {
        assertThatThrownBy(() -> RunbookReader.read("mine.yml", exchanged(PLANNED, "fence-primary", "promote")))
                .isInstanceOf(InvalidRunbook.class)
                .hasMessageContaining("'fence-primary' must come before 'promote'");
    }

    @Test
    void refusesAStepThatStandsTwice() {
        String text = PLANNED + "  - step: promote\n    what: Again.\n    byHand: Nothing.\n";

        assertThat(invalid(text).problems())
                .anyMatch(problem -> problem.message().contains("'promote' stands here twice"));
    }

    private static String withFormerNames(String text) {
        return text.replace("step: switch-behind", "step: switch-lookup")
                .replace("step: turn-front", "step: turn-gateway")
                .replace("step: align-behind", "step: align-old-lookup");
    }

    private static String exchanged(String text, String one, String other) {
        return text.replace("step: " + one, "step: #")
                .replace("step: " + other, "step: " + one)
                .replace("step: #", "step: " + other);
    }

    private static RunbookProblem onlyProblem(String text) {
        InvalidRunbook invalid = invalid(text);
        assertThat(invalid.problems()).hasSize(1);
        return invalid.problems().get(0);
    }

    private static InvalidRunbook invalid(String text) {
        return catchThrowableOfType(InvalidRunbook.class, () -> RunbookReader.read("mine.yml", text));
    }
}
