package io.twinlake.sandbox.edge.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.edge.EdgeFixture;
import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultKind;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.process.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region's Function between a real edge, which has its settings, and two workspaces. */
final class LookupFunctionTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SETTINGS =
            EdgeFixture.GROUP + "/providers/Microsoft.Web/sites/lookup/config/appsettings?api-version=2024-04-01";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path dir;

    private final Faults faults = new Faults(Clock.systemUTC(), new Random(7));
    private final StubWorkspace west = new StubWorkspace("0.25");
    private final StubWorkspace north = new StubWorkspace("0.75");
    private EdgeFixture edge;
    private CallLog log;
    private Ports ports;
    private FunctionSpec spec;
    private LookupFunction function;
    private final AtomicLong stuck = new AtomicLong();

    @BeforeEach
    void start() throws Exception {
        ports = Ports.claim(new Random());
        int port = ports.next();
        edge = new EdgeFixture(dir, Clock.systemUTC(), spec -> withFunction(spec, port));
        log = CallLog.open(CallLog.file(dir));
        spec = new FunctionSpec(
                "lookup",
                "westeurope",
                port,
                "http://127.0.0.1:" + edge.edge().ports().platform(),
                "platform-key",
                List.of("a-key", "another-key"),
                dir.resolve("function-settings.json"),
                new Hosting(2, FunctionPlan.RECREATE, 0));
        function = LookupFunction.start(spec, faults, log, stuck::get);
        awaitStatus(200);
    }

    @AfterEach
    void stop() throws Exception {
        function.close();
        edge.close();
        log.close();
        west.close();
        north.close();
        ports.close();
    }

    @Test
    void answersTheRowAsJsonUnderItsRegionsName() throws Exception {
        HttpResponse<String> answer = lookup("c-1");

        assertThat(answer.headers().firstValue("x-served-by")).contains("westeurope");
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                        {"id":"c-1","churn_score":0.25,"business_units":["retail"],"cen_id":null}"""));
    }

    @Test
    void namesTheWorkspaceThatItRead() throws Exception {
        assertThat(lookup("c-1").headers().firstValue("x-reads-from"))
                .contains(URI.create(west.url()).getAuthority());
    }

    @Test
    void answersWhoHasAKeyAndTellsOthersNothing() throws Exception {
        HttpResponse<String> refused = edge.send(url() + "/customers/c-1", "GET", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEmpty();
        assertThat(refused.headers().firstValue("x-served-by")).isEmpty();
        assertThat(statusOf("/customers/c-1", "x-functions-key", "wrong")).isEqualTo(401);
        assertThat(statusOf("/customers/c-1?code=a-key")).isEqualTo(200);
        assertThat(statusOf("/customers/c-1?code=a-key", "x-functions-key", "wrong"))
                .as("the header wins")
                .isEqualTo(401);
        assertThat(statusOf("/nothing")).as("a route that it does not have").isEqualTo(404);
    }

    @Test
    void answers404ForAnUnknownId() throws Exception {
        assertThat(lookup("c-2").statusCode()).isEqualTo(404);
    }

    @Test
    void givesTheIdOnlyAsANamedParameter() throws Exception {
        lookup("c%27%20OR%201=1");

        assertThat(west.lastStatement.path("statement").asText())
                .isEqualTo("SELECT * FROM gold.api.customer_summary WHERE id = :id");
        assertThat(west.lastStatement.at("/parameters/0/value").asText()).isEqualTo("c' OR 1=1");
        assertThat(west.lastStatement.path("warehouse_id").asText()).isEqualTo("w-1");
    }

    @Test
    void answers503WhenTheWarehouseFailsOrIsGone() throws Exception {
        west.failing = true;
        assertThat(lookup("c-1").statusCode()).isEqualTo(503);
        assertThat(lookup("c-1").body()).contains("no such table");

        west.close();
        assertThat(lookup("c-1").statusCode()).isEqualTo(503);
    }

    @Test
    void getsANewTokenWhenItsOwnIsRefused() throws Exception {
        west.expireTokens();

        assertThat(lookup("c-1").statusCode()).isEqualTo(200);
    }

    @Test
    void startsAgainWithSettingsThatResourceManagerWasGiven() throws Exception {
        writeSettings(north);

        awaitScore("0.75");
    }

    /** One that has taken over says nothing of the other. */
    @Test
    void sharesRequestsBetweenItsInstances() throws Exception {
        assertThat(List.of(instance(), instance(), instance(), instance())).containsOnly("0", "1");
        assertThat(instance()).isNotEqualTo(instance());
    }

    @Test
    void holdsWhoAsksWhileAllItsInstancesAreRecreated() throws Exception {
        host(FunctionPlan.RECREATE, 1500);
        writeSettings(north);
        await().atMost(PATIENCE).until(() -> !statusText().contains("Running"));

        HttpResponse<String> held = lookup("c-1");

        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(held.body()).contains("0.75");
    }

    @Test
    void cutsOffWhatARecreatedInstanceWorksAt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        west.before = () -> {
            asked.countDown();
            awaitUninterruptibly(goOn);
        };
        FutureTask<String> atWork = new FutureTask<>(this::lookupOnce);
        new Thread(atWork).start();
        asked.await();
        writeSettings(north);
        awaitScore("0.75");
        goOn.countDown();

        assertThat(atWork.get()).isEmpty();
    }

    /** What comes on a connection of its own: the test's client would ask again where one is cut. */
    private String lookupOnce() throws IOException {
        try (Socket connection = new Socket("127.0.0.1", function.port())) {
            String request =
                    "GET /customers/c-1 HTTP/1.1\r\nHost: function\r\nx-functions-key: a-key\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Old and new side by side: {@link #anInstanceThatIsStuckAnswersAsBeforeForGood} holds one at that point. */
    @Test
    void answersAllTheTimeWhileItRolls() throws Exception {
        host(FunctionPlan.ROLLING, 700);
        Set<String> seen = new LinkedHashSet<>(Set.of(score()));
        writeSettings(north);

        await().atMost(PATIENCE).until(() -> {
            assertThat(statusText()).contains("Running");
            List<String> answers = List.of(score(), score());
            seen.addAll(answers);
            return answers.equals(List.of("0.75", "0.75"));
        });
        assertThat(seen).containsExactly("0.25", "0.75");
    }

    @Test
    void answersTheChangeWhenAllHaveTakenItOverWhereTheAppSaysSo() throws Exception {
        host(FunctionPlan.SYNC, 300);
        Map<String, String> settings = new TreeMap<>(settings(north));
        settings.put("WEBSITE_ENABLE_SYNC_UPDATE_SITE", "1");

        assertThat(edge.call("PUT", SETTINGS, JSON.writeValueAsString(Map.of("properties", settings)))
                        .statusCode())
                .isEqualTo(200);

        assertThat(lookup("c-1").body()).contains("0.75");
        assertThat(lookup("c-1").body()).contains("0.75");
    }

    /** Resource Manager reads the new pair all the same. */
    @Test
    void anInstanceThatIsStuckAnswersAsBeforeForGood() throws Exception {
        host(FunctionPlan.ROLLING, 0);
        stuck.set(1);
        writeSettings(north);
        awaitScore("0.75");

        assertThat(List.of(lookup("c-1").body(), lookup("c-1").body()))
                .anySatisfy(body -> assertThat(body).contains("0.25"))
                .anySatisfy(body -> assertThat(body).contains("0.75"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        await().atMost(PATIENCE).until(() -> latch.getCount() == 0);
    }

    private void host(FunctionPlan plan, long startMs) throws Exception {
        function.close();
        spec = new FunctionSpec(
                spec.app(),
                spec.region(),
                spec.port(),
                spec.platform(),
                spec.platformKey(),
                spec.hostKeys(),
                spec.lastSettings(),
                new Hosting(2, plan, startMs));
        function = LookupFunction.start(spec, faults, log, stuck::get);
        await().atMost(PATIENCE).until(this::haveAllStarted);
    }

    private boolean haveAllStarted() throws Exception {
        return !instance().equals(instance());
    }

    private String score() throws Exception {
        return JSON.readTree(lookup("c-1").body()).path("churn_score").asText();
    }

    private String instance() throws Exception {
        return lookup("c-1").headers().firstValue("x-instance").orElseThrow();
    }

    private String statusText() throws Exception {
        return edge.send(url() + LookupFunction.STATUS_PATH, "GET", "", "x-functions-key", "platform-key")
                .body();
    }

    @Test
    void readsAChangeThatWasMadeWhileItWasDown() throws Exception {
        function.close();
        writeSettings(north);
        function = LookupFunction.start(spec, faults, log, stuck::get);

        awaitScore("0.75");
    }

    @Test
    void isToldOfAChangeThatAFaultKeptFromIt() throws Exception {
        faults.add(Fault.of(FaultKind.DOWN));
        writeSettings(north);
        faults.clear();

        awaitScore("0.75");
    }

    @Test
    void startsWithItsLastSettingsWhileTheEdgeIsAway() throws Exception {
        edge.edge().close();
        function.close();
        function = LookupFunction.start(spec, faults, log, stuck::get);

        awaitStatus(200);
    }

    @Test
    void staysDownOnSettingsThatLackHalfOfThePair() throws Exception {
        edge.call("PUT", SETTINGS, "{\"properties\":{\"DBSQL_ENDPOINT\":\"" + north.url() + "\"}}");

        awaitStatus(503);
    }

    @Test
    void refusesConnectionsWhenItsRegionDoes() throws Exception {
        faults.add(Fault.of(FaultKind.DOWN));

        assertThatThrownBy(() -> lookup("c-1")).isInstanceOf(ConnectException.class);
    }

    @Test
    void restartsOnlyForWhoHasTheKey() throws Exception {
        assertThat(edge.send(url() + HostRestarts.PATH, "POST", "").statusCode())
                .isEqualTo(401);
    }

    private void writeSettings(StubWorkspace workspace) throws Exception {
        String body = JSON.writeValueAsString(Map.of("properties", settings(workspace)));
        assertThat(edge.call("PUT", SETTINGS, body).statusCode()).isEqualTo(200);
    }

    private void awaitScore(String score) {
        await().atMost(PATIENCE).until(() -> lookup("c-1").body().contains(score));
    }

    private void awaitStatus(int status) {
        await().atMost(PATIENCE).until(() -> lookup("c-1").statusCode() == status);
    }

    private HttpResponse<String> lookup(String id) throws IOException, InterruptedException {
        return edge.send(url() + "/customers/" + id, "GET", "", "x-functions-key", "another-key");
    }

    private int statusOf(String path, String... headers) throws IOException, InterruptedException {
        return edge.send(url() + path, "GET", "", headers).statusCode();
    }

    private String url() {
        return "http://127.0.0.1:" + function.port();
    }

    private static Map<String, String> settings(StubWorkspace workspace) {
        return Map.of(
                LookupSettings.ENDPOINT, workspace.url(),
                LookupSettings.WAREHOUSE, "w-1",
                LookupSettings.CLIENT_ID, "function",
                LookupSettings.CLIENT_SECRET, "function-secret");
    }

    private EdgeSpec withFunction(EdgeSpec spec, int port) {
        return new EdgeSpec(
                spec.dir(),
                spec.calls(),
                spec.ports(),
                spec.subscription(),
                spec.tenant(),
                spec.resourceGroup(),
                spec.clients(),
                spec.identityHeader(),
                spec.platformKey(),
                spec.apiManagement(),
                spec.appConfiguration(),
                List.of(new EdgeSpec.FunctionApp("lookup", "westeurope", "http://127.0.0.1:" + port, settings(west))));
    }
}
