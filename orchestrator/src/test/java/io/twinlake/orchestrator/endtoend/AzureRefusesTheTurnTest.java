package io.twinlake.orchestrator.endtoend;

import static io.twinlake.orchestrator.endtoend.MovedGroup.NORTH;
import static io.twinlake.orchestrator.endtoend.MovedGroup.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.time.Time;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.SwitchResult;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure refuses, throttles or forgets the very write that turns the API, or another hand is in between; reads are answered well. */
class AzureRefusesTheTurnTest {
    private static final String BACKEND = "/backends/";
    private static final String SETTINGS = "/config/appsettings";

    private static MovedGroup group;
    private static AzureSide azure;

    @TempDir
    Path folder;

    private TwinlakeConfig config;
    private Ledger ledger;
    private Switches switches;
    private RunId run;
    private CallOracle oracle;
    private String description;
    private boolean moves;

    @BeforeAll
    static void up() throws Exception {
        group = MovedGroup.shared();
        azure = new AzureSide(group.regions());
    }

    @BeforeEach
    void open() throws Exception {
        description = azure.description();
        config = ConfigurationFile.read(group.regions().configuration(folder, "gold"), Map.of());
        FailoverGroup gold = config.groups().values().iterator().next();
        Ledger opened = JdbcLedger.open(config.ledger(), Clock.systemUTC());
        opened.epochs().current(gold.name(), new RegionName(WEST));
        ledger = opened.under(Tenure.of(gold.name(), Epoch.FIRST));
        switches = Switches.of(config, gold, ledger.switches(), CallLimits.standard(), Time.SYSTEM);
        run = begin();
        oracle = CallOracle.of(group.regions());
    }

    /** Whatever became of the test: the next one finds the API served by its home. */
    @AfterEach
    void putBack() throws Exception {
        group.regions().fault("clear");
        try {
            if (!moves) {
                List.of("gateway", "lookup").forEach(name -> turnBack(endpoint(name)));
            }
        } finally {
            ledger.close();
        }
        if (!azure.description().equals(description)) {
            azure.describe(description);
        }
        if (moves) {
            group.bringHome();
        }
    }

    @ParameterizedTest
    @CsvSource({"gateway, 409", "gateway, 412", "gateway, 500", "lookup, 409", "lookup, 500"})
    void writesAgainWhatWasRefusedAndReadsAsBefore(String name, int code) throws Exception {
        EndpointSwitch endpoint = endpoint(name);
        refuse(path(name), "status", "--code", Integer.toString(code));

        Turned turned = turn(endpoint, 2);

        assertThat(turned.result()).isInstanceOf(SwitchResult.Switched.class);
        assertThat(turned.writes()).isEqualTo(2);
        assertThat(oracle.answered(writes(path(name)), path(name), code)).isEqualTo(1);
        assertTurnedAndBack(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "lookup"})
    void readsWhatBecameOfAWriteWhoseAnswerNeverCame(String name) throws Exception {
        EndpointSwitch endpoint = endpoint(name);
        refuse(path(name), "drop-response");

        Turned turned = turn(endpoint, Integer.MAX_VALUE);

        assertThat(turned.result()).isInstanceOf(SwitchResult.Switched.class);
        assertThat(turned.writes()).isEqualTo(1);
        group.regions().fault("clear");
        assertTurnedAndBack(endpoint);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsAsLongAsAzureAsks(boolean asDate) throws Exception {
        EndpointSwitch endpoint = endpoint("gateway");
        refuse(BACKEND, "status", "--code", "429", "--retry-after", retryAfter(asDate), "--times", "1");

        Turned turned = turn(endpoint, Integer.MAX_VALUE);

        assertThat(turned.result()).isInstanceOf(SwitchResult.Switched.class);
        assertThat(turned.writes()).isEqualTo(1);
        assertThat(oracle.answered(writes(BACKEND), BACKEND, 429)).isEqualTo(1);
        assertTurnedAndBack(endpoint);
    }

    @Test
    void keepsWhatAnotherHandWroteIntoTheBackendMeanwhile() throws Exception {
        EndpointSwitch gateway = endpoint("gateway");
        // The first write stands at the gate, with what it read: another hand reads and writes in between.
        refuse(BACKEND, "gate", "--times", "1");
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                AzureRefusesTheTurnTest::describeWhileAWriteIsHeld,
                command -> new Thread(command, "another-hand").start());

        SwitchResult result = gateway.apply(run, gateway.plan(new RegionName(NORTH)), () -> {});

        assertThat(other.join()).as("the other hand's write").isEqualTo(200);
        assertThat(result).isInstanceOf(SwitchResult.Switched.class);
        assertThat(oracle.answered(writes(BACKEND), BACKEND, 412)).isEqualTo(1);
        assertThat(azure.description()).isEqualTo("kept by another hand");
        assertTurnedAndBack(gateway);
        assertThat(azure.description()).isEqualTo("kept by another hand");
    }

    @Test
    void keepsWhatAnotherHandSetInTheFunctionMeanwhile() throws Exception {
        ArmResources others = ResourceManagers.open(config.azure(), CallLimits.standard());
        FailoverGroup gold = config.groups().values().iterator().next();
        SwitchTarget north = gold.primacy().behind(new RegionName(NORTH)).get(0);
        String function = ((SwitchTarget.FunctionSettings) north).app();
        EndpointSwitch lookup = endpoint("lookup");
        Runnable guard = () -> others.replaceAppSettings(
                function, others.appSettings(function).with(Map.of("ANOTHER_HAND", "was here")));

        SwitchResult result = lookup.apply(run, lookup.plan(new RegionName(NORTH)), guard);

        assertThat(result).isInstanceOf(SwitchResult.Switched.class);
        assertThat(others.appSettings(function).values()).containsEntry("ANOTHER_HAND", "was here");
        assertTurnedAndBack(lookup);
        assertThat(others.appSettings(function).values()).containsEntry("ANOTHER_HAND", "was here");
    }

    @Test
    void aMoveStopsAtAGatewayThatGoesOnRefusingAndSaysHowToGoOn() throws Exception {
        moves = true;
        refuse(BACKEND, "status", "--code", "412");

        Ended stopped = group.run(MoveWords.planned(NORTH));

        assertThat(stopped.exit()).as(stopped.out() + stopped.err()).isEqualTo(1);
        JsonNode error = stopped.document().path("error");
        assertThat(error.path("message").asText()).contains("stopped at turn-front", "HTTP 412");
        assertThat(error.path("next").asText()).contains(NORTH + " is the effective primary", "failover --resume");
        oracle.assertNotTurned();
        group.regions().fault("clear");
        String run = error.path("next").asText().replaceFirst("(?s).*--resume (\\S+?)`.*", "$1");

        group.succeed("failover", "--resume", run);

        assertThat(group.state()).isEqualTo(group.servedBy(NORTH));
    }

    @ParameterizedTest
    @CsvSource({"409,,429,1", "429,date,drop-response,"})
    void aMoveThereAndBackOutlastsWhatPasses(String there, String thereAfter, String back, String backAfter)
            throws Exception {
        moves = true;
        assertOutlasts(there, thereAfter, MoveWords.planned(NORTH));
        assertThat(group.state()).isEqualTo(group.servedBy(NORTH));

        oracle = CallOracle.of(group.regions());
        assertOutlasts(back, backAfter, MoveWords.failback());
        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
    }

    private void assertOutlasts(String fault, String after, String... move) throws Exception {
        if (fault.equals("drop-response")) {
            // Nothing to wait for: the writes have their effect.
            refuse(BACKEND, fault);
            refuse(SETTINGS, fault);
            group.succeed(move);
            group.regions().fault("clear");
            return;
        }
        List<String> words = new ArrayList<>(List.of("status", "--code", fault, "--times", "2"));
        if (after != null) {
            words.addAll(List.of("--retry-after", retryAfter(after.equals("date"))));
        }
        refuse(BACKEND, words.toArray(String[]::new));
        group.succeed(move);
        assertThat(oracle.answered(writes(BACKEND), BACKEND, Integer.parseInt(fault)))
                .isEqualTo(2);
    }

    private static Integer describeWhileAWriteIsHeld() {
        try {
            group.regions().awaitHeld(1, "--region", "edge");
            return azure.describe("kept by another hand");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            release();
        }
    }

    private static void release() {
        try {
            group.regions().fault("release");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuse(String path, String... fault) throws Exception {
        List<String> words = new ArrayList<>(List.of("--region", "edge"));
        words.addAll(List.of(fault));
        words.addAll(List.of("--method", writes(path), "--path", "*" + path + "*"));
        group.regions().fault(words.toArray(String[]::new));
    }

    /** The backend's fields are changed one by one, a Function's settings as a whole. */
    private static String writes(String path) {
        return path.equals(BACKEND) ? "PATCH" : "PUT";
    }

    private static void clear() {
        try {
            group.regions().fault("clear");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String retryAfter(boolean asDate) {
        return asDate
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(5))
                : "1";
    }

    /** What became of a turn to the secondary, and how often its guard let a write through. */
    private record Turned(SwitchResult result, int writes) {}

    /** @param passesBefore which write finds the faults ended */
    private Turned turn(EndpointSwitch endpoint, int passesBefore) {
        AtomicInteger writes = new AtomicInteger();
        SwitchResult result = endpoint.apply(run, endpoint.plan(new RegionName(NORTH)), () -> {
            if (writes.incrementAndGet() == passesBefore) {
                clear();
            }
        });
        return new Turned(result, writes.get());
    }

    private void assertTurnedAndBack(EndpointSwitch endpoint) {
        SwitchEntry entry = ledger.switches().find(run, endpoint.name()).orElseThrow();
        assertThat(entry.state()).isEqualTo(SwitchEntry.State.VERIFIED);
        assertThat(endpoint.read().servedBy()).contains(new RegionName(NORTH));
        assertThat(turnBack(endpoint)).isInstanceOf(SwitchResult.Switched.class);
        assertThat(endpoint.read().servedBy()).contains(new RegionName(WEST));
    }

    private SwitchResult turnBack(EndpointSwitch endpoint) {
        return endpoint.apply(begin(), endpoint.plan(new RegionName(WEST)), () -> {});
    }

    private RunId begin() {
        return ledger.runs()
                .start(
                        config.groups().keySet().iterator().next(),
                        RunKind.FAILOVER,
                        new Direction(new RegionName(WEST), new RegionName(NORTH)),
                        Epoch.FIRST)
                .id();
    }

    private EndpointSwitch endpoint(String name) {
        return name.equals("gateway")
                ? switches.front().get(0)
                : switches.behind(new RegionName(NORTH)).get(0);
    }

    private static String path(String name) {
        return name.equals("gateway") ? BACKEND : SETTINGS;
    }
}
