package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.rest.Workspaces;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.config.time.Time;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.failover.endpoint.SwitchResult;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.fence.FenceResult;
import io.twinlake.failover.fence.JobFence;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.GroupReadiness;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.failover.readiness.ReadinessParts;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switches and the fence against the sandbox's Azure, Functions and jobs; each test leaves them as it found them. */
@Tag("own-regions")
class EndpointsEndToEndTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Runnable MAY_WRITE = () -> {};

    private static TwoRegions regions;

    private final List<String> made = new ArrayList<>();

    @TempDir
    Path folder;

    private TwinlakeConfig config;
    private FailoverGroup group;
    private Ledger ledger;
    private Switches switches;
    private RunId run;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @BeforeEach
    void open() throws Exception {
        config = ConfigurationFile.read(regions.configuration(folder, "endpoints"), Map.of());
        group = config.groups().values().iterator().next();
        Ledger opened = JdbcLedger.open(config.ledger(), Clock.systemUTC());
        opened.epochs().current(group.name(), WEST);
        ledger = opened.under(Tenure.of(group.name(), Epoch.FIRST));
        switches = Switches.of(config, group, ledger.switches(), CallLimits.standard(), Time.SYSTEM);
        run = begin();
    }

    private RunId begin() {
        return ledger.runs()
                .start(group.name(), RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
    }

    @AfterEach
    void close() {
        made.forEach(EndpointsEndToEndTest::remove);
        ledger.close();
    }

    /** Runs outlive their job, and a job that is gone starts none. */
    private static void remove(String job) {
        JsonNode active = regions.primary()
                .get("/api/2.2/jobs/runs/list?active_only=true&job_id=" + job)
                .path("runs");
        regions.primary().post("/api/2.2/jobs/delete", Map.of("job_id", job));
        active.forEach(each -> regions.primary()
                .post(
                        "/api/2.2/jobs/runs/cancel",
                        Map.of("run_id", each.path("run_id").asText())));
    }

    @Test
    void turnsALookupThenTheGatewayAndBack() {
        answering(regions.primary());
        answering(regions.secondary());
        EndpointSwitch lookup = switches.behind(NORTH).get(0);
        EndpointSwitch gateway = switches.front().get(0);
        assertThat(gateway.read().servedBy()).contains(WEST);

        assertThat(turn(lookup, NORTH)).isInstanceOf(SwitchResult.Switched.class);
        Probe direct = lookup.probe(NORTH, PATIENCE);
        assertThat(turn(gateway, NORTH)).isInstanceOf(SwitchResult.Switched.class);
        Probe there = gateway.probe(NORTH, PATIENCE);
        assertThat(turnBack(gateway)).isInstanceOf(SwitchResult.Switched.class);
        assertThat(turnBack(lookup)).isInstanceOf(SwitchResult.Switched.class);
        Probe back = gateway.probe(WEST, PATIENCE);

        assertThat(direct.good()).as(direct.message()).isTrue();
        assertThat(there.good()).as(there.message()).isTrue();
        assertThat(back.good()).as(back.message()).isTrue();
        assertThat(gateway.read().servedBy()).contains(WEST);
    }

    @Test
    void turnsTheTwoSettingsOfAFunctionAndNoOther() throws Exception {
        ArmResources azure = ResourceManagers.open(config.azure(), CallLimits.standard());
        String function = ((FunctionSettings) group.primacy().behind(WEST).get(0)).app();
        Map<String, String> before = azure.appSettings(function).values();
        EndpointSwitch lookup = switches.behind(WEST).get(0);

        assertThat(turn(lookup, NORTH)).isInstanceOf(SwitchResult.Switched.class);
        Map<String, String> turned = azure.appSettings(function).values();
        assertThat(lookup.read().servedBy()).contains(NORTH);
        turnBack(lookup);

        Map<String, String> others = new TreeMap<>(turned);
        others.putAll(Map.of(
                "DBSQL_ENDPOINT",
                before.get("DBSQL_ENDPOINT"),
                "DBSQL_WAREHOUSE_ID",
                before.get("DBSQL_WAREHOUSE_ID")));
        assertThat(turned).isNotEqualTo(before);
        assertThat(others).isEqualTo(before);
        assertThat(azure.appSettings(function).values()).isEqualTo(before);
    }

    @Test
    void takesAChangeForMadeWhoseAnswerWasLost() throws Exception {
        EndpointSwitch lookup = switches.behind(NORTH).get(0);
        regions.fault("--region", "edge", "drop-response", "--path", "*/config/appsettings");
        try {
            assertThat(turn(lookup, NORTH)).isInstanceOf(SwitchResult.Switched.class);
        } finally {
            regions.fault("clear");
        }
        assertThat(turnBack(lookup)).isInstanceOf(SwitchResult.Switched.class);
    }

    @Test
    void fencesOneRegionOpensTheOtherAndPutsBothBack() {
        Fence fence = new JobFence(group, this::jobs, ledger.savedSettings(), ledger.fences(), Time.SYSTEM);
        Map<String, String> west = settings(WEST);
        Map<String, String> north = settings(NORTH);
        assertThat(fence.verifyStandby(NORTH)).isEmpty();
        assertThat(fence.verifyStandby(WEST)).isNotEmpty();

        assertThat(fence.fence(WEST, run, PATIENCE, MAY_WRITE)).isInstanceOf(FenceResult.Fenced.class);
        assertThat(fence.verifyStandby(WEST)).isEmpty();
        assertThat(fence.open(NORTH, run, MAY_WRITE).problems()).isEmpty();
        assertThat(settings(NORTH)).isEqualTo(west);
        assertThat(fence.fence(NORTH, run, PATIENCE, MAY_WRITE)).isInstanceOf(FenceResult.Fenced.class);
        assertThat(fence.open(WEST, run, MAY_WRITE).problems()).isEmpty();

        assertThat(settings(WEST)).isEqualTo(west);
        assertThat(settings(NORTH)).isEqualTo(north);
    }

    @Test
    void endsTheRunsThatAreAtWork() throws Exception {
        String id = endless(Map.of("max_concurrent_runs", 2));
        runNow(id);
        Fence fence = fenceOfEndless();

        assertThat(fence.verifyStandby(WEST))
                .anySatisfy(problem -> assertThat(problem).contains("1 active runs"));
        FenceResult result = fence.fence(WEST, run, PATIENCE, MAY_WRITE);

        assertThat(result).isEqualTo(new FenceResult.Fenced(List.of("endless"), 1));
        assertThat(fence.verifyStandby(WEST)).isEmpty();
    }

    @Test
    void endsTheRunsThatAreInTheQueueAndPutsTheQueueBack() throws Exception {
        String id = endless(Map.of("queue", Map.of("enabled", true)));
        runNow(id);
        runNow(id);
        JsonNode before = settings(id);
        Fence fence = fenceOfEndless();

        assertThat(fence.fence(WEST, run, PATIENCE, MAY_WRITE))
                .isEqualTo(new FenceResult.Fenced(List.of("endless"), 2));
        runNow(id);
        assertThat(fence.verifyStandby(WEST)).isEmpty();

        assertThat(fence.unfence(WEST, run, MAY_WRITE).problems()).isEmpty();
        assertThat(settings(id)).isEqualTo(before);
    }

    @Test
    void stopsAJobThatIsAlwaysToHaveARunAlthoughThePlatformIsAtItItself() throws Exception {
        String id = endless(Map.of("continuous", Map.of("pause_status", "UNPAUSED")));
        Jobs jobs = jobs(WEST, CallLimits.standard());
        await().atMost(PATIENCE)
                .until(() -> !jobs.activeRuns(jobs.get(Long.parseLong(id))).isEmpty());
        Fence fence = fenceOfEndless();
        for (String path : List.of("*/jobs/update", "*/jobs/runs/cancel-all")) {
            regions.fault("--region", "primary", "status", "--code", "409", "--path", path, "--times", "1");
        }
        try {
            assertThat(fence.fence(WEST, run, PATIENCE, MAY_WRITE))
                    .isEqualTo(new FenceResult.Fenced(List.of("endless"), 1));
        } finally {
            regions.fault("clear");
        }
        assertThat(fence.verifyStandby(WEST)).isEmpty();
    }

    /** A job at the primary whose runs end when they are cancelled. */
    private String endless(Map<String, ?> more) throws Exception {
        regions.workspaceFile(WEST.value(), "endless.sql", "SELECT count(*) FROM range(100000000000000)");
        Map<String, ?> file = Map.of("path", "/endless.sql", "source", "WORKSPACE");
        Map<String, Object> settings = new TreeMap<>(more);
        settings.put("name", "endless");
        settings.put("tasks", List.of(Map.of("task_key", "main", "sql_task", Map.of("file", file))));
        String id = regions.primary()
                .post("/api/2.2/jobs/create", settings)
                .path("job_id")
                .asText();
        made.add(id);
        regions.primary().permitTwinlake("/api/2.0/permissions/jobs/" + id, "CAN_MANAGE");
        return id;
    }

    private static void runNow(String job) {
        assertThat(regions.primary()
                        .post("/api/2.2/jobs/run-now", Map.of("job_id", job))
                        .path("run_id")
                        .asLong())
                .isPositive();
    }

    private static JsonNode settings(String job) {
        return regions.primary().get("/api/2.2/jobs/get?job_id=" + job).path("settings");
    }

    private Fence fenceOfEndless() {
        FailoverGroup endless =
                KeyedRecords.group(group.name().value(), group.home(), group.secondary(), "fence: {jobs: [endless]}");
        return new JobFence(endless, this::jobs, ledger.savedSettings(), ledger.fences(), Time.SYSTEM);
    }

    @Test
    void saysWhatIsReadyAndGoesOnSayingItWithoutAzure() throws Exception {
        Fence fence = new JobFence(group, this::jobs, ledger.savedSettings(), ledger.fences(), Time.SYSTEM);
        ReadinessParts parts = new ReadinessParts(
                ledger,
                (region, limits) -> Workspaces.open(config.region(region), limits),
                switches,
                fence,
                Optional.empty());
        Readiness readiness = new GroupReadiness(parts, Clock.systemUTC());

        Standing standing = Standing.of(group, ledger.epochs());
        List<Check> well = readiness.of(standing);
        regions.fault("--region", "edge", "down");
        List<Check> without;
        try {
            without = readiness.of(standing);
        } finally {
            regions.fault("clear");
        }

        // Whether the probe's row is where a Function reads, and it is warm, is other tests' doing.
        assertThat(failing(well)).contains("lag", "parity").isSubsetOf("lag", "parity", "apiAnswers");
        assertThat(failing(without)).containsExactly("lag", "parity", "endpoints", "apiAnswers");
    }

    private static List<String> failing(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.ok())
                .map(check -> check.name().word())
                .toList();
    }

    private SwitchResult turn(EndpointSwitch endpoint, RegionName to) {
        return endpoint.apply(run, endpoint.plan(to), MAY_WRITE);
    }

    /** To the region that serves, in a run of its own: a run turns each switch one way. */
    private SwitchResult turnBack(EndpointSwitch endpoint) {
        return endpoint.apply(begin(), endpoint.plan(WEST), MAY_WRITE);
    }

    private Map<String, String> settings(RegionName region) {
        Jobs jobs = jobs(region, CallLimits.standard());
        Map<String, String> settings = new TreeMap<>();
        group.fence()
                .jobs()
                .forEach(name -> settings.put(
                        name, jobs.find(name).orElseThrow().settings().toString()));
        return settings;
    }

    private Jobs jobs(RegionName region, CallLimits limits) {
        return Workspaces.open(config.region(region), limits).jobs();
    }

    /** Gives the region's Function the row that the probe asks for. */
    private void answering(RegionSql region) {
        String probe = group.primacy().front().get(0).probe().path().orElseThrow();
        String id = probe.substring(probe.lastIndexOf('/') + 1);
        region.run(
                "CREATE CATALOG IF NOT EXISTS gold MANAGED LOCATION '" + lake(region) + "/gold'",
                "CREATE SCHEMA IF NOT EXISTS gold.api",
                "CREATE OR REPLACE TABLE gold.api.customer_summary AS SELECT '" + id + "' AS id",
                "GRANT USE CATALOG ON CATALOG gold TO `api-readers`",
                "GRANT USE SCHEMA, SELECT ON SCHEMA gold.api TO `api-readers`");
    }

    private String lake(RegionSql region) {
        boolean home = region.warehouse().equals(config.region(WEST).warehouse());
        return "abfss://lake@" + (home ? WEST : NORTH) + "lake.dfs.core.windows.net";
    }
}
