package io.twinlake.failover.readiness;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.Switches;
import io.twinlake.failover.TestGroup;
import io.twinlake.failover.TestLedger;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.SwitchReading;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.failover.fence.Fence;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.RunKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupReadinessTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path dir;

    private final FailoverGroup group = TestGroup.withJobs("load");
    private final Workspace north = mock(Workspace.class, RETURNS_DEEP_STUBS);
    private final Fence fence = mock(Fence.class);
    private final Witness witness = mock(Witness.class);
    private Ledger ledger;
    private RunId run;

    @BeforeEach
    void open() {
        ledger = TestLedger.in(dir);
        run = ledger.runs()
                .start(group.name(), RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
        // Asked from several threads at once, which must not make the stub of the catalog each for itself.
        when(north.catalog().metastore()).thenReturn(JsonNodeFactory.instance.objectNode());
        when(north.warehouse().state()).thenReturn("STOPPED");
        when(fence.verifyStandby(any())).thenReturn(List.of());
        when(witness.read(any())).thenReturn(Optional.empty());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void saysWhatIsWellAndWhatIsWanting() {
        List<Check> checks = checks(LONG);

        assertThat(checks)
                .extracting(check -> check.name().word())
                .containsExactly(
                        "secondaryWorkspace",
                        "secondaryWarehouse",
                        "standbyJobs",
                        "primaryJobs",
                        "lag",
                        "parity",
                        "oldPrimary",
                        "hold",
                        "endpoints",
                        "apiAnswers",
                        "apiAdmits",
                        "gatewayHome",
                        "witness");
        assertThat(checks)
                .filteredOn(check -> !check.ok())
                .extracting(check -> check.name().word())
                .containsExactly("lag", "parity");
        assertThat(checks)
                .allSatisfy(check -> assertThat(check.remedy() == null).isEqualTo(check.ok()));
        assertThat(named(checks, "secondaryWarehouse").message()).contains("a move has to start it first");
    }

    @Test
    void namesWhatADeadSecondaryLeavesOpen() {
        when(north.catalog().metastore())
                .thenThrow(new ClientException(
                        FailureCategory.UNAVAILABLE,
                        "read",
                        null,
                        null,
                        "Could not read the metastore in north",
                        null));

        Check check = named(checks(LONG), "secondaryWorkspace");

        assertThat(check.ok()).isFalse();
        assertThat(check.message()).isEqualTo("Could not read the metastore in north.");
        assertThat(check.remedy()).contains("workspace of north");
    }

    @Test
    void doesNotWaitForARegionThatSaysNothing() {
        CountDownLatch never = new CountDownLatch(1);
        when(north.catalog().metastore()).thenAnswer(call -> {
            never.await();
            return null;
        });

        // With more patience the slower the machine is, until all others have answered in it.
        long seconds = 1;
        List<Check> checks = checks(Duration.ofSeconds(seconds));
        while (!named(checks, "secondaryWarehouse").ok() && seconds < 60) {
            seconds *= 2;
            checks = checks(Duration.ofSeconds(seconds));
        }

        assertThat(named(checks, "secondaryWorkspace").message()).contains("No answer came within " + seconds + " s");
        assertThat(named(checks, "secondaryWarehouse").ok()).isTrue();
    }

    @Test
    void namesAStandbyThatCouldWrite() {
        when(fence.verifyStandby(NORTH)).thenReturn(List.of("Job load in north can start."));

        assertThat(named(checks(LONG), "standbyJobs").message()).isEqualTo("Job load in north can start.");
    }

    @Test
    void namesAJobThatAMoveWouldNotFind() {
        when(fence.verifySeen(WEST)).thenReturn(List.of("There is no job load in west."));

        assertThat(named(checks(LONG), "primaryJobs").isInTheWay()).isTrue();
        assertThat(named(checks(LONG), "primaryJobs").message()).isEqualTo("There is no job load in west.");
    }

    @Test
    void namesAWitnessThatDoesNotAnswer() {
        when(witness.read(any())).thenThrow(new IllegalStateException("the witness is away"));

        assertThat(named(checks(LONG), "witness").ok()).isFalse();
    }

    @Test
    void remindsOfARegionThatWasLeftUnfencedAndOfAHold() {
        ledger.fences()
                .put(new FenceState(
                        group.name(), NORTH, FenceState.Status.UNFENCED, Instant.EPOCH, run, "it did not answer"));
        ledger.holds().hold(group.name(), "the old primary was not searched", run);

        List<Check> checks = checks(LONG);

        assertThat(named(checks, "oldPrimary").message()).contains("UNFENCED").contains("it did not answer");
        assertThat(named(checks, "hold").message()).contains("the old primary was not searched");
    }

    @Test
    void saysWhetherTheFrontWouldBeLostWithThePrimary() {
        assertThat(gatewayHome(WEST).message())
                .isEqualTo("API Management is managed from west, the region that a forced move would leave: while it is"
                        + " lost, no call can turn the gateway.");
        assertThat(gatewayHome(WEST).ok()).isFalse();
        assertThat(gatewayHome(NORTH).message())
                .isEqualTo("API Management is managed from north, which would not be lost with west.");
    }

    @Test
    void asksEveryEndpointAsItsClientAndStopsAMoveWhereOneRefuses() {
        EndpointSwitch west = endpoint("lookup west", AnswerKind.ANSWERED, "west");
        EndpointSwitch north = endpoint("lookup north", AnswerKind.KEY_REFUSED, null);
        EndpointSwitch gateway = endpoint("gateway", AnswerKind.ANSWERED, "west");

        List<Check> checks = answering(west, north, gateway);

        Check admits = named(checks, "apiAdmits");
        assertThat(admits.isInTheWay()).isTrue();
        assertThat(admits.message())
                .contains("lookup north gave KEY_REFUSED")
                .doesNotContain("west gave", "gateway gave");
        assertThat(admits.remedy()).contains("`headers` of this endpoint");
        assertThat(named(checks, "apiAnswers").ok()).isFalse();
        verify(gateway).ask(any());
        List<Check> ofLeft = answering(
                endpoint("lookup west", AnswerKind.KEY_REFUSED, null),
                endpoint("lookup north", AnswerKind.ANSWERED, "north"),
                gateway);
        assertThat(named(ofLeft, "apiAdmits").ok())
                .as("what is left behind need not answer")
                .isTrue();
    }

    /** A Function may need a while to start, and a move waits for it. */
    @Test
    void namesAnEndpointThatKeepsSilentAndStopsNoMove() {
        EndpointSwitch west = endpoint("lookup west", AnswerKind.ANSWERED, "west");
        EndpointSwitch north = endpoint("lookup north", AnswerKind.NO_ANSWER, null);

        List<Check> checks = answering(west, north, endpoint("gateway", AnswerKind.ANSWERED, "west"));

        assertThat(named(checks, "apiAnswers").ok()).isFalse();
        assertThat(named(checks, "apiAnswers").isInTheWay()).isFalse();
        assertThat(named(checks, "apiAdmits").ok()).isTrue();
    }

    @Test
    void namesAGatewayThatAnswersFromARegionThatDoesNotServe() {
        EndpointSwitch west = endpoint("lookup west", AnswerKind.ANSWERED, "west");
        EndpointSwitch north = endpoint("lookup north", AnswerKind.ANSWERED, "north");

        Check check = named(answering(west, north, endpoint("gateway", AnswerKind.ANSWERED, "north")), "apiAnswers");

        assertThat(check.ok()).isFalse();
        assertThat(check.message()).contains("gateway").contains("should answer from west");
        assertThat(named(answering(west, north, endpoint("gateway", AnswerKind.ANSWERED, "west")), "apiAnswers")
                        .ok())
                .isTrue();
    }

    private static EndpointSwitch endpoint(String name, AnswerKind kind, @Nullable String servedBy) {
        EndpointSwitch endpoint = mock(EndpointSwitch.class);
        when(endpoint.name()).thenReturn(name);
        when(endpoint.read()).thenReturn(new SwitchReading(Map.of(), Optional.of(WEST), null));
        when(endpoint.ask(any()))
                .thenReturn(new LookupAnswer(
                        kind,
                        Optional.ofNullable(servedBy),
                        Optional.empty(),
                        "",
                        Duration.ZERO,
                        kind.name(),
                        Optional.empty()));
        return endpoint;
    }

    private List<Check> answering(EndpointSwitch ofWest, EndpointSwitch ofNorth, EndpointSwitch front) {
        Switches switches = mock(Switches.class);
        when(switches.behind(WEST)).thenReturn(List.of(ofWest));
        when(switches.behind(NORTH)).thenReturn(List.of(ofNorth));
        when(switches.front()).thenReturn(List.of(front));
        return checks(group, switches, LONG);
    }

    private Check gatewayHome(RegionName home) {
        String gateway =
                "gateway: {backend: /subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/backends/b,"
                        + " url: https://api.example, probe: /customers/1, home: " + home + "}";
        String functions = "lookup: {functions: {west: " + function(WEST) + ", north: " + function(NORTH) + "}}";
        FailoverGroup served = TestGroup.with("endpoints: {" + functions + ", " + gateway + "}");
        return named(checks(served, LONG), "gatewayHome");
    }

    private static String function(RegionName region) {
        return "{id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/" + region + ", url: https://"
                + region + ".example}";
    }

    private List<Check> checks(Duration within) {
        return checks(group, within);
    }

    private List<Check> checks(FailoverGroup of, Duration within) {
        return checks(of, Switches.none(), within);
    }

    private List<Check> checks(FailoverGroup of, Switches switches, Duration within) {
        ReadinessParts parts =
                new ReadinessParts(ledger, (region, limits) -> north, switches, fence, Optional.of(witness));
        return new GroupReadiness(parts, within, Clock.systemUTC()).of(Standing.of(of, ledger.epochs()));
    }

    private static Check named(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().word().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
