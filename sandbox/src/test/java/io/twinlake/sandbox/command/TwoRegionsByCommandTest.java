package io.twinlake.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoRegionsByCommandTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static SandboxProcess sandbox;
    private static JsonNode up;

    @BeforeAll
    static void up() throws Exception {
        sandbox = new SandboxProcess(folder.resolve("sandbox"));
        SandboxProcess.Ended ended = sandbox.run("up", "--empty", "--detach");
        assertThat(ended.exit()).as(ended.err()).isZero();
        up = ended.document();
    }

    @AfterAll
    static void leavesNoProcessWhenItGoesDown() throws Exception {
        List<ProcessHandle> processes = sandbox.running();

        assertThat(sandbox.run("down").exit()).isZero();
        assertThat(processes).hasSize(5).noneMatch(ProcessHandle::isAlive);
        assertThat(sandbox.run("down").exit()).isZero();
    }

    @AfterEach
    void clearFaultsAndSettings() throws Exception {
        assertThat(sandbox.run("fault", "clear").exit()).isZero();
        assertThat(sandbox.run("set", "--reset").exit()).isZero();
    }

    @Test
    void saysWhereEverythingIs() throws Exception {
        assertThat(up.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(up.path("group").asText()).isEqualTo("gold");
        assertThat(Path.of(up.path("config").asText())).exists();
        assertThat(up.path("regions"))
                .extracting(region -> region.path("role").asText())
                .containsExactly("primary", "secondary");
        for (JsonNode region : up.path("regions")) {
            assertThat(ProcessHandle.of(region.path("pid").asLong())).isPresent();
            assertThat(status(
                            region.path("workspace").asText() + "/api/2.1/unity-catalog/catalogs",
                            region.path("token").asText()))
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsWhatItsProcessesUnpackInItsFolder() throws Exception {
        // Rows that are exchanged are compressed, by a library of machine code.
        SandboxProcess.Ended exchanged = sandbox.run(
                "sql", "--region", "primary", "SELECT id % 3 AS n, count(*) FROM range(0, 100, 1, 2) GROUP BY ALL");

        assertThat(exchanged.exit()).as(exchanged.err()).isZero();
        assertThat(folder.resolve("sandbox").resolve("scratch")).isNotEmptyDirectory();
    }

    @Test
    void printsOneObjectWithTypedValuesPerRow() throws Exception {
        SandboxProcess.Ended ended = sandbox.run(
                "sql",
                "--region",
                "secondary",
                "SELECT * FROM VALUES (1, 'a', array('x')), (2, NULL, NULL) AS t(n, s, a) ORDER BY n");

        assertThat(ended.out()).isEqualTo("{\"n\":1,\"s\":\"a\",\"a\":[\"x\"]}\n{\"n\":2,\"s\":null,\"a\":null}\n");
    }

    @Test
    void saysWhyAStatementFailed() throws Exception {
        SandboxProcess.Ended ended = sandbox.run("sql", "--region", "primary", "SELECT * FROM nowhere.at.all");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).startsWith("twinlake: ").contains("nowhere").doesNotContain("\tat ");
    }

    @Test
    void limitsWhatItIsToldToAndIsThePlatformAgain() throws Exception {
        String rows = "SELECT id FROM range(100)";
        SandboxProcess.Ended set = sandbox.run("set", "--region", "secondary", "inline-bytes", "100", "link-ms", "5");
        assertThat(set.document().at("/inline-bytes/northeurope").asLong()).isEqualTo(100);
        assertThat(sandbox.run("sql", "--region", "secondary", rows).err()).contains("Inline byte limit exceeded");

        SandboxProcess.Ended refused = sandbox.run("set", "--region", "secondary", "inline-bytes", "7", "no-such", "1");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Unknown setting 'no-such'");
        assertThat(sandbox.run("set", "--region", "secondary").document()).isEqualTo(set.document());

        SandboxProcess.Ended reset = sandbox.run("set", "--region", "secondary", "--reset");
        assertThat(reset.document().at("/inline-bytes/northeurope").asLong()).isEqualTo(25 << 20);
        assertThat(sandbox.run("sql", "--region", "secondary", rows).exit()).isZero();

        SandboxProcess.Ended both = sandbox.run("set", "share-tables", "7");
        assertThat(both.document().path("share-tables").toString())
                .isEqualTo("{\"default\":1000,\"westeurope\":7,\"northeurope\":7}");
        assertThat(sandbox.run("set", "share-tables").err()).contains("Each KEY wants its VALUE");
        assertThat(sandbox.run("set", "--reset")
                        .document()
                        .at("/share-tables/westeurope")
                        .asLong())
                .isEqualTo(1000);
    }

    @Test
    void givesATableAsManyCommitsAsItIsAskedFor() throws Exception {
        String location = "abfss://lake@northeuropelake.dfs.core.windows.net/busy";
        for (String statement : List.of(
                "CREATE CATALOG busy MANAGED LOCATION '" + location + "'",
                "CREATE TABLE busy.default.t TBLPROPERTIES ('a' = 'b') AS SELECT 7 AS n")) {
            SandboxProcess.Ended made = sandbox.run("sql", "--region", "secondary", statement);
            assertThat(made.exit()).as(made.err()).isZero();
        }

        SandboxProcess.Ended added =
                sandbox.run("commits", "--region", "secondary", "--count", "300", "busy.default.t");

        assertThat(added.out()).as(added.err()).isEqualTo("302\n");
        assertThat(sql("INSERT INTO busy.default.t VALUES (8)").exit()).isZero();
        assertThat(sql("SELECT n FROM busy.default.t ORDER BY n").out()).isEqualTo("{\"n\":7}\n{\"n\":8}\n");
        assertThat(
                        sql("SELECT operation, count(*) AS n FROM (DESCRIBE HISTORY busy.default.t) GROUP BY 1 ORDER BY n DESC"
                                        + " LIMIT 1")
                                .out())
                .isEqualTo("{\"operation\":\"STREAMING UPDATE\",\"n\":300}\n");
        assertThat(sql("SHOW TBLPROPERTIES busy.default.t").out())
                .contains("\"a\"")
                .doesNotContain("checkpointInterval");
    }

    private static SandboxProcess.Ended sql(String statement) throws Exception {
        return sandbox.run("sql", "--region", "secondary", statement);
    }

    @Test
    void bringsAKilledRegionBackOnItsPortsWithItsCatalogAndItsData() throws Exception {
        String location = "abfss://lake@westeuropelake.dfs.core.windows.net/kept";
        SandboxProcess.Ended created =
                sandbox.run("sql", "--region", "primary", "CREATE CATALOG kept MANAGED LOCATION '" + location + "'");
        assertThat(created.exit()).as(created.err()).isZero();
        SandboxProcess.Ended filled =
                sandbox.run("sql", "--region", "primary", "CREATE TABLE kept.default.t AS SELECT 7 AS n");
        assertThat(filled.exit()).as(filled.err()).isZero();
        JsonNode before = up.path("regions").path(0);
        ProcessHandle region = sandbox.running().stream()
                .filter(process -> process.pid() == before.path("pid").asLong())
                .findFirst()
                .orElseThrow();
        region.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !region.isAlive());

        up = sandbox.run("up", "--empty", "--detach").document();

        JsonNode after = up.path("regions").path(0);
        assertThat(after.path("workspace")).isEqualTo(before.path("workspace"));
        assertThat(after.path("pid")).isNotEqualTo(before.path("pid"));
        assertThat(sandbox.run("sql", "--region", "primary", "SHOW CATALOGS").out())
                .contains("\"kept\"");
        assertThat(sandbox.run("sql", "--region", "primary", "SELECT n FROM kept.default.t")
                        .out())
                .isEqualTo("{\"n\":7}\n");
    }

    @Test
    void takesARegionWithItsStorageAwayAndGivesBothBack() throws Exception {
        JsonNode primary = up.path("regions").path(0);
        assertThat(sandbox.run("fault", "--region", "primary", "down").exit()).isZero();

        SandboxProcess.Ended refused = sandbox.run("sql", "--region", "primary", "SELECT 1");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).startsWith("twinlake: Nothing answers at 127.0.0.1:");
        assertThat(answers(primary.path("storage").asText())).isFalse();
        assertThat(answers(up.path("witness").asText())).isTrue();

        assertThat(sandbox.run("fault", "clear").exit()).isZero();
        assertThat(sandbox.run("sql", "--region", "primary", "SHOW CATALOGS").exit())
                .isZero();
        assertThat(answers(primary.path("storage").asText())).isTrue();
    }

    @Test
    void leadsTheGatewayToThePrimarysFunctionWhichDiesWithItsRegion() throws Exception {
        String gateway = up.path("edge").path("gateway").asText() + "/customers/c-1";

        JsonNode clients = up.path("edge").path("headers");
        JsonNode function = up.path("regions").path(1);

        assertThat(status(gateway, "")).as("without a key").isEqualTo(401);
        assertThat(servedBy(gateway, clients)).contains("westeurope");
        assertThat(servedBy(function.path("function").asText() + "/customers/c-1", function.path("functionHeaders")))
                .contains("northeurope");

        assertThat(sandbox.run("fault", "--region", "primary", "down").exit()).isZero();
        assertThat(servedBy(gateway, clients)).isEmpty();
        assertThat(answers(up.path("regions").path(0).path("function").asText()))
                .isFalse();
    }

    @Test
    void givesTheEdgeFaultsOfItsOwn() throws Exception {
        String gateway = up.path("edge").path("gateway").asText() + "/customers/c-1";
        assertThat(sandbox.run("fault", "--region", "edge", "status", "--code", "429", "--path", "/customers/*")
                        .exit())
                .isZero();

        assertThat(status(gateway, "")).isEqualTo(429);

        assertThat(sandbox.run("fault", "clear", "--region", "edge").exit()).isZero();
        assertThat(servedBy(gateway, up.path("edge").path("headers"))).contains("westeurope");
        assertThat(sandbox.run("calls", "--region", "edge").rows())
                .anySatisfy(call -> assertThat(call.path("service").asText()).isEqualTo("gateway"));
    }

    @Test
    void saysWhichCallIsHeldAndLetsItGo() throws Exception {
        assertThat(sandbox.run(
                                "fault",
                                "--region",
                                "primary",
                                "gate",
                                "--path",
                                "*/sql/statements*",
                                "--actor",
                                "sandbox")
                        .exit())
                .isZero();
        Process held = sandbox.start(folder.resolve("held.err"), "sql", "--region", "primary", "SELECT 1");

        List<JsonNode> calls = sandbox.run("fault", "held", "--count", "1").rows();
        assertThat(calls)
                .extracting(
                        call -> call.path("fault").asText(),
                        call -> call.path("actor").asText())
                .containsExactly(tuple("gate", "sandbox"));

        assertThat(sandbox.run("fault", "release").exit()).isZero();
        assertThat(held.waitFor()).isZero();
        assertThat(sandbox.run("fault", "held").rows()).isEmpty();
    }

    @Test
    void hasItsJobsAtWorkInThePrimaryAndAtZeroInTheStandby() throws Exception {
        assertThat(runsAtOnce(up.path("regions").path(0))).containsExactlyInAnyOrder(1, 3);
        assertThat(runsAtOnce(up.path("regions").path(1))).containsExactlyInAnyOrder(0, 0);
    }

    @Test
    void recordsItsOwnCallsAsTheSandboxs() throws Exception {
        long last = sandbox.run("calls").rows().size();
        sandbox.run("sql", "--region", "secondary", "SHOW CATALOGS");

        List<JsonNode> calls = sandbox.run("calls", "--region", "secondary", "--since", Long.toString(last))
                .rows();

        assertThat(calls).isNotEmpty().allSatisfy(call -> {
            assertThat(call.path("n").asLong()).isGreaterThan(last);
            assertThat(call.path("region").asText()).isEqualTo("northeurope");
        });
        assertThat(calls.get(0).path("actor").asText()).isEqualTo("sandbox");
        assertThat(calls.get(0).path("statement").asText()).isEqualTo("SHOW CATALOGS");
        assertThat(calls.get(0).path("write").asBoolean()).isFalse();
    }

    @Test
    void refusesAFaultThatItDoesNotKnow() throws Exception {
        SandboxProcess.Ended ended = sandbox.run("fault", "--region", "primary", "earthquake");

        assertThat(ended.exit()).isEqualTo(64);
        assertThat(ended.err()).startsWith("twinlake: Unknown fault 'earthquake'");
    }

    @Test
    void leavesNoProcessWhenItIsKilledWhileItStarts() throws Exception {
        SandboxProcess other = new SandboxProcess(folder.resolve("other"));
        Process starting = other.start(folder.resolve("other.err"), "up", "--empty");
        await().atMost(PATIENCE).until(() -> other.running().size() == 5);
        List<ProcessHandle> processes = other.running();

        starting.destroyForcibly();

        await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static List<Integer> runsAtOnce(JsonNode region) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(region.path("workspace").asText() + "/api/2.2/jobs/list"))
                .header("Authorization", "Bearer " + region.path("token").asText())
                .build();
        JsonNode answer = new JsonMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
        return answer.path("jobs").findValues("max_concurrent_runs").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    private static Optional<String> servedBy(String address, JsonNode headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        headers.properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("x-served-by");
    }

    private static int status(String address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean answers(String address) throws InterruptedException {
        try {
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
