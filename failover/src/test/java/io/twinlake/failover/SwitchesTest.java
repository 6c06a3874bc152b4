package io.twinlake.failover;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.twinlake.clients.CallLimits;
import io.twinlake.config.Coordination;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import io.twinlake.config.time.Time;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.ledger.journal.SwitchJournal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwitchesTest {
    private static final TwinlakeConfig CONFIG = new TwinlakeConfig(
            Path.of("twinlake.yml"),
            new LedgerLocation("jdbc:h2:file:ledger", null, null),
            Optional.empty(),
            new Coordination(KeyedRecords.lease(""), Optional.empty()),
            new AzureAccess(
                    URI.create("https://management.example"),
                    URI.create("https://login.example"),
                    null,
                    new Credentials.AzureManagedIdentity(null)),
            KeyedRecords.serve("port: 0"),
            TestGroup.regions(),
            Map.of());

    private static final SwitchTarget AT_WEST = function(WEST);
    private static final SwitchTarget AT_NORTH = function(NORTH);
    private static final SwitchTarget GATEWAY =
            new GatewayBackend(WEST, "backend", LookupProbe.ofRoot(URI.create("https://api.example")), Map.of());

    @Test
    void turnsWhatIsBehindTheApiInTheNewRegionBeforeItsFront() {
        Switches switches = switches(AT_WEST, AT_NORTH, GATEWAY);

        assertThat(names(switches.turnedTo(NORTH))).containsExactly("lookup north", "gateway");
        assertThat(names(switches.behind(WEST))).containsExactly("lookup west");
        assertThat(names(switches.front())).containsExactly("gateway");
        assertThat(names(switches.all())).containsExactly("lookup west", "lookup north", "gateway");
    }

    @Test
    void asksTheFrontAsCallersDoAndTheServingRegionWhereNothingStandsInFront() {
        assertThat(names(switches(AT_WEST, AT_NORTH, GATEWAY).asked(NORTH))).containsExactly("gateway");
        assertThat(names(switches(AT_WEST, AT_NORTH).asked(NORTH))).containsExactly("lookup north");
    }

    @Test
    void aGroupWithoutEndpointsHasNoSwitches() {
        assertThat(switches().all()).isEmpty();
        assertThat(switches().turnedTo(NORTH)).isEmpty();
        assertThat(switches().asked(NORTH)).isEmpty();
    }

    private static Switches switches(SwitchTarget... targets) {
        return Switches.of(
                CONFIG,
                TestGroup.with(List.of(targets)),
                mock(SwitchJournal.class),
                CallLimits.standard(),
                Time.SYSTEM);
    }

    private static List<String> names(List<EndpointSwitch> switches) {
        return switches.stream().map(EndpointSwitch::name).toList();
    }

    private static SwitchTarget function(RegionName region) {
        return new FunctionSettings(
                region, "app " + region, LookupProbe.ofRoot(URI.create("https://" + region + ".example")));
    }
}
