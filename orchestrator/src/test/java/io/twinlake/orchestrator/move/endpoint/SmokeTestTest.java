package io.twinlake.orchestrator.move.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.name.RegionName;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmokeTestTest {
    private static final RegionName NORTH = new RegionName("north");
    private static final Instant AT = Instant.parse("2026-05-04T10:00:00Z");

    private final MoveContext move = mock(MoveContext.class);
    private final Switches switches = mock(Switches.class);
    private final SwitchTwin gateway = new SwitchTwin("gateway", AT, new ArrayList<>());
    private final SwitchTwin lookup = new SwitchTwin("lookup north", AT, new ArrayList<>());

    @BeforeEach
    void describe() {
        when(move.to()).thenReturn(NORTH);
        when(switches.asked(NORTH)).thenReturn(List.of(gateway));
        when(switches.behind(NORTH)).thenReturn(List.of(lookup));
    }

    /** What a planned move reads was proven before anybody was sent there. */
    @Test
    void provesWhereClientsArrive() {
        assertThat(proven(new SmokeTest(switches).perform(move))).containsExactly("gateway PROVEN");
    }

    @Test
    void provesOfAForcedMoveWhatItDidNotWaitForAndStopsAtNothing() {
        when(move.isForced()).thenReturn(true);
        lookup.proving(TurnProof.State.CONTRADICTED);

        StepResult result = new SmokeTest(switches).perform(move);

        assertThat(proven(result)).containsExactly("gateway PROVEN", "lookup north CONTRADICTED");
        assertThat(result.message())
                .isEqualTo("The API answers from north: HTTP 200. Not proven of lookup north: as it was seen.");
    }

    @Test
    void failsWhereNobodyIsAnswered() {
        gateway.silent();

        assertThatThrownBy(() -> new SmokeTest(switches).perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("The API does not answer from north");
    }

    private static List<String> proven(StepResult result) {
        return TurnFacts.of(result.details()).stream()
                .map(turn -> turn.name() + " " + turn.state())
                .toList();
    }
}
