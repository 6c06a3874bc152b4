package io.twinlake.orchestrator.move.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.endpoint.SwitchReading;
import io.twinlake.failover.endpoint.SwitchResult;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        StepResult result = step(new Twin("gateway", FIRST, true), new Twin("names", SECOND, true))
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

        StepResult result = step(new Twin("gateway", SECOND, true)).perform(move);

        assertThat(result.details()).containsEntry(Fact.ANSWERED_AT, FIRST.toString());
    }

    @Test
    void turnsNoFurtherThanToOneThatDoesNotAnswer() {
        assertThatThrownBy(() -> step(new Twin("gateway", FIRST, false), new Twin("names", SECOND, true))
                        .perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("gateway was turned, but north did not answer");
        assertThat(turned).containsExactly("gateway");
    }

    @Test
    void plansAllAndTurnsNone() {
        StepResult plan = step(new Twin("gateway", FIRST, true), new Twin("names", SECOND, true))
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
        return new TurnSwitches(Verb.TURN_FRONT, any -> List.of(switches), true);
    }

    /** Leads to the west, can be turned to the north, and then answers at its time, well or not. */
    private final class Twin implements EndpointSwitch {
        private final String name;
        private final Instant at;
        private final boolean good;

        Twin(String name, Instant at, boolean good) {
            this.name = name;
            this.at = at;
            this.good = good;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public SwitchReading read() {
            return new SwitchReading(Map.of("url", "west"), Optional.empty(), null);
        }

        @Override
        public SwitchPlan plan(RegionName to) {
            return new SwitchPlan(name, to, read(), Map.of("url", to.value()));
        }

        @Override
        public SwitchResult apply(RunId run, SwitchPlan plan, Runnable guard) {
            turned.add(name);
            return new SwitchResult.Switched(read(), read());
        }

        @Override
        public LookupAnswer ask(Duration within) {
            return LookupAnswer.none(within, "nobody is asked by a turn itself");
        }

        @Override
        public Probe probe(RegionName expected, Duration within) {
            AnswerKind last = good ? AnswerKind.ANSWERED : AnswerKind.NOT_READY;
            return new Probe(good, Optional.of(expected), at, Duration.ZERO, 1, last, "HTTP 200");
        }
    }
}
