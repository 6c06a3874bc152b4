package io.twinlake.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import io.twinlake.orchestrator.drill.rehearse.DrillActions;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.StepActions;
import io.twinlake.orchestrator.move.action.Actions;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Stage;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No verb without somebody who performs it. */
class EveryVerbTest {
    private final StepActions moves = new Actions(mock(ProtectedGroup.class, RETURNS_DEEP_STUBS));

    @ParameterizedTest
    @EnumSource(value = Verb.class)
    void isPerformedByAMoveOrByADrill(Verb verb) {
        if (verb.stage() == Stage.REHEARSAL) {
            assertThat(DrillActions.of(verb)).isNotNull();
        } else {
            assertThat(moves.of(verb)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofARunbookIsPerformedByWhoeverFollowsIt(RunbookKind kind) {
        for (RunbookStep step : Procedures.of(kind).steps()) {
            assertThat(kind.moves() ? moves.of(step.verb()) : DrillActions.of(step.verb()))
                    .as(step.name())
                    .isNotNull();
        }
    }
}
