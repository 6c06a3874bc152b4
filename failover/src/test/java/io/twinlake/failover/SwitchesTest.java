package io.twinlake.failover;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.twinlake.clients.CallLimits;
import io.twinlake.config.time.Time;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.ledger.journal.SwitchJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchesTest {
    private static final String FUNCTIONS =
            "lookup: {functions: {west: " + function("west") + ", north: " + function("north") + "}}";
    private static final String GATEWAY =
            "gateway: {backend: /subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/backends/b,"
                    + " url: https://api.example, probe: /customers/1, home: west}";

    @Test
    void turnsWhatIsBehindTheApiInTheNewRegionBeforeItsFront() {
        Switches switches = switches(FUNCTIONS + ", " + GATEWAY);

        assertThat(names(switches.turnedTo(NORTH))).containsExactly("lookup north", "gateway");
        assertThat(names(switches.behind(WEST))).containsExactly("lookup west");
        assertThat(names(switches.front())).containsExactly("gateway");
        assertThat(names(switches.all())).containsExactly("lookup west", "lookup north", "gateway");
    }

    @Test
    void asksTheFrontAsCallersDoAndTheServingRegionWhereNothingStandsInFront() {
        assertThat(names(switches(FUNCTIONS + ", " + GATEWAY).asked(NORTH))).containsExactly("gateway");
        assertThat(names(switches(FUNCTIONS).asked(NORTH))).containsExactly("lookup north");
    }

    @Test
    void aGroupWithoutEndpointsHasNoSwitches() {
        assertThat(switches("").all()).isEmpty();
        assertThat(switches("").turnedTo(NORTH)).isEmpty();
        assertThat(switches("").asked(NORTH)).isEmpty();
    }

    private static Switches switches(String endpoints) {
        return Switches.of(
                TestGroup.configuration(),
                TestGroup.with("endpoints: {" + endpoints + "}"),
                mock(SwitchJournal.class),
                CallLimits.standard(),
                Time.SYSTEM);
    }

    private static List<String> names(List<EndpointSwitch> switches) {
        return switches.stream().map(EndpointSwitch::name).toList();
    }

    private static String function(String region) {
        return "{id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/" + region + ", url: https://"
                + region + ".example}";
    }
}
