package io.twinlake.runbooks.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookProblem;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Stage;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which verbs each kind of runbook needs, may have and must not have, and in which order they may stand. */
class StepOrderTest {
    /** Those that the rules of a kind name. */
    private static final String VERBS_OF_KINDS = """
            # VERB            | SIDE   | PLANNED_FAILOVER | FORCED_FAILOVER | FAILBACK         | DRILL
            CHECK_READINESS   | before | needed           | may             | needed           | may, may fail
            CHECK_TARGET      | before | may              | needed          | may              | never
            MEASURE_LOSS      | before | never            | needed          | never            | never
            SEARCH_STRANDED   | before | may              | may             | needed           | never
            REVERSE_SYNC      | before | may              | never           | needed           | never
            VERIFY_PARITY     | before | may              | may             | needed           | may, may fail
            SYNC_WHILE_OPEN   | before | may              | never           | may              | never
            FENCE_PRIMARY     | before | needed           | may, may fail   | needed           | never
            FINAL_SYNC        | before | needed           | never           | needed           | never
            PROVE_VERSIONS    | before | needed           | may             | needed           | never
            PROMOTE           | either | needed           | needed          | needed           | never
            OPEN_STANDBY_JOBS | after  | may              | may, may fail   | may              | never
            WARM_WAREHOUSE    | either | may              | may             | may              | may
            SWITCH_BEHIND     | after  | needed           | needed          | needed           | never
            TURN_FRONT        | after  | needed           | needed          | needed           | never
            ALIGN_BEHIND      | after  | may, may fail    | may, may fail   | may, may fail    | never
            SMOKE_TEST        | after  | needed           | needed          | needed           | never
            PROVE_AGAIN       | after  | needed, may fail | never           | needed, may fail | never
            RELEASE_REVERSE   | after  | needed           | never           | needed           | never
            HOLD_REVERSE      | after  | never            | needed          | never            | never
            COMPARE_LOOKUPS   | either | never            | never           | never            | may, may fail
            REHEARSE_SWITCHES | either | never            | never           | never            | may, may fail
            CHECK_OBJECTIVES  | either | never            | never           | never            | needed
            CLEAN_UP          | either | never            | never           | never            | needed
            """;

    @ParameterizedTest(name = "{0} stands {1}; planned: {2}; forced: {3}; failback: {4}; drill: {5}")
    @CsvSource(delimiter = '|', textBlock = VERBS_OF_KINDS)
    void aVerbHasItsPlaceInEveryKind(
            Verb verb, String side, String planned, String forced, String failback, String drill) {
        assertThat(rules(RunbookKind.PLANNED_FAILOVER, verb)).isEqualTo(planned);
        assertThat(rules(RunbookKind.FORCED_FAILOVER, verb)).isEqualTo(forced);
        assertThat(rules(RunbookKind.FAILBACK, verb)).isEqualTo(failback);
        assertThat(rules(RunbookKind.DRILL, verb)).isEqualTo(drill);
        assertThat(side(verb)).isEqualTo(side);
    }

    /** As a new verb is: no move needs it and any may have it, or drills alone where it is a rehearsal, and its failure stops them. */
    @ParameterizedTest
    @MethodSource("withoutARow")
    void aVerbThatNoKindNamesIsBoundByItsStageAlone(Verb verb) {
        boolean drilled = verb.stage() == Stage.REHEARSAL;

        for (RunbookKind kind : RunbookKind.values()) {
            assertThat(rules(kind, verb))
                    .as("in a " + kind.word())
                    .isEqualTo(kind.moves() == drilled ? "never" : "may");
        }
        assertThat(side(verb))
                .isEqualTo(
                        switch (verb.stage()) {
                            case BEFORE_PROMOTION -> "before";
                            case AFTER_PROMOTION -> "after";
                            case PROMOTION, ANY, REHEARSAL -> "either";
                        });
    }

    static Stream<Verb> withoutARow() {
        return Arrays.stream(Verb.values())
                .filter(verb -> VERBS_OF_KINDS.lines().noneMatch(row -> row.startsWith(verb.name() + " ")));
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({
        "SYNC_WHILE_OPEN, FENCE_PRIMARY",
        "SEARCH_STRANDED, REVERSE_SYNC",
        "SEARCH_STRANDED, SYNC_WHILE_OPEN",
        "REVERSE_SYNC, VERIFY_PARITY",
        "VERIFY_PARITY, FENCE_PRIMARY",
        "CHECK_READINESS, FENCE_PRIMARY",
        "FENCE_PRIMARY, FINAL_SYNC",
        "FINAL_SYNC, PROVE_VERSIONS",
        "CHECK_TARGET, FENCE_PRIMARY",
        "MEASURE_LOSS, FENCE_PRIMARY",
        "SWITCH_BEHIND, TURN_FRONT",
        "TURN_FRONT, ALIGN_BEHIND",
        "TURN_FRONT, SMOKE_TEST",
        "TURN_FRONT, PROVE_AGAIN",
        "PROVE_AGAIN, RELEASE_REVERSE",
        "CLONE_API_TABLES, COMPARE_LOOKUPS",
        "COMPARE_LOOKUPS, CLEAN_UP",
        "CLONE_API_TABLES, CLEAN_UP"
    })
    void twoVerbsMustNotChangePlaces(Verb first, Verb then) {
        String broken = "'" + then.word() + "' must come after '" + first.word() + "'";

        assertThat(problems(RunbookKind.PLANNED_FAILOVER, step(then), step(first)))
                .anyMatch(problem -> problem.startsWith(broken));
        assertThat(problems(RunbookKind.PLANNED_FAILOVER, step(first), step(then)))
                .noneMatch(problem -> problem.startsWith(broken));
    }

    @Test
    void aStepBesideTheOthersHasToGoOnAfterItsFailureAndStandsInNoDrill() {
        RunbookStep stops = new RunbookStep(Verb.FENCE_PRIMARY, "", "", false, true, 1);
        RunbookStep goesOn = new RunbookStep(Verb.FENCE_PRIMARY, "", "", true, true, 1);

        assertThat(problems(RunbookKind.FORCED_FAILOVER, stops)).anyMatch(problem -> problem.contains("beside"));
        assertThat(problems(RunbookKind.FORCED_FAILOVER, goesOn)).noneMatch(problem -> problem.contains("beside"));
        assertThat(problems(RunbookKind.DRILL, goesOn)).anyMatch(problem -> problem.contains("beside"));
    }

    /** What becomes of a kind's own runbook without the verb, with it, and with it where its failure stops nothing. */
    private static String rules(RunbookKind kind, Verb verb) {
        List<RunbookStep> others = new ArrayList<>(Procedures.of(kind).steps());
        others.removeIf(step -> step.verb() == verb);
        String name = "'" + verb.word() + "'";
        String of = "a " + kind.word();
        if (problems(kind, with(others, step(verb))).contains(of + " must not have " + name)) {
            return "never";
        }
        boolean needed = problems(kind, others.toArray(RunbookStep[]::new)).contains(of + " needs the step " + name);
        boolean stops = problems(kind, with(others, new RunbookStep(verb, "", "", true, false, 1)))
                .contains("in " + of + " a failed " + name + " must stop: onFailure cannot be continue");
        return (needed ? "needed" : "may") + (stops ? "" : ", may fail");
    }

    private static String side(Verb verb) {
        if (verb == Verb.PROMOTE) {
            return "either";
        }
        boolean notBefore = problems(RunbookKind.PLANNED_FAILOVER, step(verb), step(Verb.PROMOTE))
                .contains("'" + verb.word() + "' must come after 'promote'");
        boolean notAfter = problems(RunbookKind.PLANNED_FAILOVER, step(Verb.PROMOTE), step(verb))
                .contains("'" + verb.word() + "' must come before 'promote'");
        return notBefore ? "after" : notAfter ? "before" : "either";
    }

    private static RunbookStep step(Verb verb) {
        return new RunbookStep(verb, "", "", false, false, 1);
    }

    private static RunbookStep[] with(List<RunbookStep> others, RunbookStep step) {
        return Stream.concat(others.stream(), Stream.of(step)).toArray(RunbookStep[]::new);
    }

    private static List<String> problems(RunbookKind kind, RunbookStep... steps) {
        Runbook runbook = new Runbook("mine", kind, "", "", Arrays.asList(steps), "");
        return StepOrder.problems("mine.yml", runbook).stream()
                .map(RunbookProblem::message)
                .toList();
    }
}
