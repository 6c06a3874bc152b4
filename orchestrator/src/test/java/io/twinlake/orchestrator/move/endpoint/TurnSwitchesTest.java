package io.twinlake.orchestrator.move.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.name.RegionName;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnSwitchesTest {
    private static final RegionName NORTH = new RegionName("north");
    private static final Instant FIRST = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(2);

    private final MoveContext move = mock(MoveContext.class);
    private final Map<String, String> noted = new HashMap<>();
    private final List<String> turned = new ArrayList<>();

    @BeforeEach
    void describe() {
        when(move.to()).thenReturn(NORTH);
        when(move.id()).thenReturn(new RunId("r"));
        when(move.facts(Verb.TURN_FRONT)).thenReturn(noted);
        doAnswer(call -> {
                    noted.putAll(call.getArgument(1));
                    return null;
                })
                .when(move)
                .note(eq(Verb.TURN_FRONT), any());
    }

    @Test
    void turnsAllInTheirOrderAndTellsTheAnswerOfTheLast() {
        StepResult result = step(new SwitchTwin("gateway", FIRST, turned), new SwitchTwin("names", SECOND, turned))
                .perform(move);

        assertThat(turned).containsExactly("gateway", "names");
        assertThat(result.message())
                .isEqualTo("gateway answers from north after 1 request. names answers from north after 1 request.");
        assertThat(SwitchFacts.of(result.details()))
                .containsExactly(
                        new SwitchFacts("gateway", "west", "north", true),
                        new SwitchFacts("names", "west", "north", true));
        assertThat(result.details()).containsEntry(Fact.ANSWERED_AT, SECOND.toString());
    }

    @Test
    void keepsTheFirstAnswerWhenItIsRepeated() {
        noted.put(Fact.ANSWERED_AT, FIRST.toString());

        StepResult result = step(new SwitchTwin("gateway", SECOND, turned)).perform(move);

        assertThat(result.details()).containsEntry(Fact.ANSWERED_AT, FIRST.toString());
    }

    @Test
    void turnsNoFurtherThanToOneThatDoesNotAnswer() {
        assertThatThrownBy(() -> step(
                                new SwitchTwin("gateway", FIRST, turned).silent(),
                                new SwitchTwin("names", SECOND, turned))
                        .perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("gateway was turned, but north did not answer");
        assertThat(turned).containsExactly("gateway");
    }

    @Test
    void waitsForTheProofWhereOneIsDemanded() {
        StepResult result = proving(new SwitchTwin("lookup", FIRST, turned)).perform(move);

        assertThat(result.message()).endsWith("and on every instance that was met.");
        assertThat(TurnFacts.of(result.details()))
                .containsExactly(
                        new TurnFacts("lookup", TurnProof.State.PROVEN, FIRST.plusSeconds(3), "as it was seen"));
        assertThat(result.details()).containsEntry(Fact.ANSWERED_AT, FIRST.toString());
    }

    /** Nobody is sent where some are still answered from the old region's rows. */
    @Test
    void stopsAtAnInstanceThatStillReadsTheOldPrimary() {
        SwitchTwin stuck = new SwitchTwin("lookup", FIRST, turned).proving(TurnProof.State.CONTRADICTED);

        assertThatThrownBy(() ->
                        proving(stuck, new SwitchTwin("names", SECOND, turned)).perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("not all who ask it are answered from north: as it was seen");
        assertThat(turned).containsExactly("lookup");
        assertThat(noted).containsEntry(Fact.ANSWERED_AT, FIRST.toString());
    }

    @Test
    void goesOnWhereNobodyCanTellWhatIsReadAndSaysSo() {
        StepResult result = proving(new SwitchTwin("lookup", FIRST, turned).proving(TurnProof.State.NOT_TOLD))
                .perform(move);

        assertThat(result.message()).contains("whether on every instance is not proven: as it was seen");
    }

    @Test
    void plansAllAndTurnsNone() {
        StepResult plan = step(new SwitchTwin("gateway", FIRST, turned), new SwitchTwin("names", SECOND, turned))
                .plan(move);

        assertThat(plan.message())
                .isEqualTo("Would turn gateway from west to north. Would turn names from west to north.");
        assertThat(turned).isEmpty();
    }

    @Test
    void isLeftOutWhereNothingStands() {
        assertThat(step().perform(move).done()).isFalse();
        assertThat(step().plan(move).done()).isFalse();
    }

    private static TurnSwitches step(EndpointSwitch... switches) {
        return new TurnSwitches(Verb.TURN_FRONT, any -> List.of(switches), any -> Demand.ONE_ANSWER);
    }

    private static TurnSwitches proving(EndpointSwitch... switches) {
        return new TurnSwitches(Verb.TURN_FRONT, any -> List.of(switches), any -> Demand.PROOF);
    }
}
