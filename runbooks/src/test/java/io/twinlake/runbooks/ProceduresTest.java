package io.twinlake.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.runbooks.page.OperatorPage;
import io.twinlake.runbooks.yaml.Procedures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProceduresTest {
    @ParameterizedTest
    @EnumSource(
            value = RunbookKind.class,
            names = {"PLANNED_FAILOVER", "FORCED_FAILOVER", "FAILBACK"})
    void everyKindOfMoveHasARunbookThatKeepsItsRules(RunbookKind kind) {
        Runbook runbook = Procedures.of(kind);

        assertThat(runbook.kind()).isEqualTo(kind);
        assertThat(runbook.name()).isEqualTo(kind.word());
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbHasItsPlaceInARunbook(Verb verb) {
        assertThat(RunbookKind.values())
                .anySatisfy(kind -> assertThat(Procedures.of(kind).has(verb)).isTrue());
    }

    @Test
    void aPlannedMoveSyncsWhileThePrimaryIsOpenAndProvesTheVersionsBeforeItPromotes() {
        assertThat(Procedures.of(RunbookKind.PLANNED_FAILOVER).steps())
                .extracting(RunbookStep::verb)
                .containsSubsequence(
                        Verb.SYNC_WHILE_OPEN,
                        Verb.FENCE_PRIMARY,
                        Verb.FINAL_SYNC,
                        Verb.PROVE_VERSIONS,
                        Verb.PROMOTE,
                        Verb.SWITCH_BEHIND,
                        Verb.TURN_FRONT);
    }

    @Test
    void aForcedMoveNeverWaitsForThePrimary() {
        assertThat(Procedures.of(RunbookKind.FORCED_FAILOVER).steps())
                .filteredOn(step -> step.verb() == Verb.FENCE_PRIMARY)
                .allMatch(step -> step.beside() && step.goesOnAfterFailure());
    }

    @Test
    void theOperatorsPageTellsEveryStepAndWhatToDoWhenItFails() {
        Runbook runbook = Procedures.of(RunbookKind.PLANNED_FAILOVER);

        String page = OperatorPage.of(runbook);

        assertThat(page).contains(runbook.hash(), "--confirm REGION", "--rollback RUN");
        assertThat(runbook.steps())
                .allSatisfy(step -> assertThat(page).contains(step.name(), step.what(), step.byHand()));
    }
}
