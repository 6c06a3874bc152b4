package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway in front of two real servers, on a clock that the test moves. */
final class GatewayTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path dir;

    private final SettableClock clock = new SettableClock();
    private EdgeFixture edge;

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void forwardsPathQueryAndHeadersAndGivesTheAnswerBack() throws Exception {
        start(0);
        HttpResponse<String> answer = edge.ask("/customers/a%20b?full=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("path").asText()).isEqualTo("/customers/a%20b?full=1");
        assertThat(servedBy(answer)).isEqualTo("westeurope");
    }

    @Test
    void takesAChangeOverAfterTheDelay() throws Exception {
        start(500);
        put("customers", single(EdgeFixture.url(edge.north), ""));

        clock.advance(Duration.ofMillis(499));
        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("westeurope");
        clock.advance(Duration.ofMillis(1));
        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("northeurope");
    }

    @Test
    void refusesClientsWithoutASubscriptionsKeyInItsOwnWords() throws Exception {
        start(0, "k-1", "k-2");

        HttpResponse<String> missing = edge.ask("/customers/1");
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(missing.body()).path("message").asText()).contains("missing subscription key");
        HttpResponse<String> wrong = edge.ask("/customers/1", "Ocp-Apim-Subscription-Key", "k-3");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(wrong.body()).path("message").asText()).contains("invalid subscription key");
        assertThat(edge.ask("/customers/1?subscription-key=k-1", "Ocp-Apim-Subscription-Key", "k-3")
                        .statusCode())
                .as("the query counts only where there is no header")
                .isEqualTo(401);
        assertThat(edge.ask("/customers/1", "Ocp-Apim-Subscription-Key", "k-2").statusCode())
                .isEqualTo(200);
        assertThat(edge.ask("/customers/1?subscription-key=k-1").statusCode()).isEqualTo(200);
    }

    @Test
    void sendsABackendsCredentialsInPlaceOfTheClients() throws Exception {
        start(0);
        put("customers", """
                {"properties":{"url":"%s","protocol":"http","credentials":{"header":{"x-functions-key":["of-the-backend"]}}}}
                """.formatted(EdgeFixture.url(edge.west)));

        assertThat(JSON.readTree(edge.ask("/customers/1", "X-Functions-Key", "of-the-client")
                                .body())
                        .path("key")
                        .asText())
                .isEqualTo("of-the-backend");
    }

    @Test
    void answersADeadBackendWith500AndDoesNotAskAgain() throws Exception {
        start(0);
        edge.west.stop(0);

        HttpResponse<String> answer = edge.ask("/customers/1");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(JSON.readTree(answer.body()).path("message").asText()).isEqualTo("Internal server error");
    }

    @Test
    void passesABackendsErrorOn() throws Exception {
        start(0);

        assertThat(edge.ask("/customers/broken").statusCode()).isEqualTo(503);
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        start(0);

        assertThat(edge.ask("/orders/1").statusCode()).isEqualTo(404);
        assertThat(edge.ask("/orders/1").body()).contains("Resource not found");
    }

    @Test
    void turnsAPoolByItselfWhenTheBreakerOfItsFirstMemberTrips() throws Exception {
        start(0);
        pool("\"priority\":1", "\"priority\":2");

        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("westeurope");
        edge.ask("/customers/broken");
        edge.ask("/customers/broken");
        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("northeurope");
        clock.advance(Duration.ofSeconds(31));
        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("westeurope");
    }

    @Test
    void neverTurnsAPoolWithoutBreakers() throws Exception {
        start(0);
        pool("\"priority\":1", "\"priority\":2");
        put("west", single(EdgeFixture.url(edge.west), ""));

        IntStream.range(0, 5).forEach(i -> assertThat(ask("/customers/broken")).isEqualTo("westeurope"));
    }

    @Test
    void spreadsAPoolsRequestsByWeight() throws Exception {
        start(0);
        pool("\"weight\":1", "\"weight\":3");

        long north = IntStream.range(0, 80)
                .filter(i -> ask("/customers/1").equals("northeurope"))
                .count();
        assertThat(north).isBetween(40L, 78L);
    }

    @Test
    void shortCircuitsASingleBackendWhoseBreakerIsOpen() throws Exception {
        start(0);
        put("customers", single(EdgeFixture.url(edge.west), breaker()));
        edge.ask("/customers/broken");
        edge.ask("/customers/broken");

        HttpResponse<String> refused = edge.ask("/customers/1");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("x-served-by")).isEmpty();
    }

    @Test
    void actsOutTheFaultsOfThePathThatTheyName() throws Exception {
        start(0);
        String faults = "http://127.0.0.1:" + edge.edge().ports().control() + "/faults/edge";
        String fault =
                JSON.writeValueAsString(Fault.of(FaultKind.STATUS).withCode(409).withPath("*/backends/*"));
        assertThat(edge.send(faults, "POST", fault).statusCode()).isEqualTo(204);

        HttpResponse<String> refused = putRaw("customers", single(EdgeFixture.url(edge.north), ""));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("PessimisticConcurrencyConflict");
        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("westeurope");

        edge.send(faults, "DELETE", "");
        put("customers", single(EdgeFixture.url(edge.north), ""));
        assertThat(servedBy(edge.ask("/customers/1"))).isEqualTo("northeurope");
    }

    private void start(long takeOverMs, String... subscriptionKeys) throws Exception {
        UnaryOperator<EdgeSpec> change = spec -> EdgeFixture.with(
                spec,
                new EdgeSpec.ApiManagement(
                        "gateway",
                        "northeurope",
                        takeOverMs,
                        0,
                        List.of(subscriptionKeys),
                        spec.apiManagement().backends(),
                        List.of(new EdgeSpec.Route("/customers", "customers", 60_000))));
        edge = new EdgeFixture(dir, clock, change);
    }

    private void pool(String west, String north) throws Exception {
        put("west", single(EdgeFixture.url(edge.west), breaker()));
        put("north", single(EdgeFixture.url(edge.north), breaker()));
        String member = "{\"id\":\"" + EdgeFixture.SERVICE + "/backends/%s\",%s}";
        put(
                "customers",
                "{\"properties\":{\"type\":\"Pool\",\"pool\":{\"services\":[%s,%s]}}}"
                        .formatted(member.formatted("west", west), member.formatted("north", north)));
    }

    private static String single(String url, String more) {
        return "{\"properties\":{\"url\":\"%s\",\"protocol\":\"http\"%s}}".formatted(url, more);
    }

    private static String breaker() {
        return """
                ,"circuitBreaker":{"rules":[{"name":"dead","failureCondition":{"count":2,"interval":"PT1M",
                "statusCodeRanges":[{"min":500,"max":599}]},"tripDuration":"PT30S"}]}""";
    }

    private void put(String backend, String body) throws Exception {
        assertThat(putRaw(backend, body).statusCode()).isIn(200, 201);
    }

    private HttpResponse<String> putRaw(String backend, String body) throws Exception {
        String path = EdgeFixture.SERVICE + "/backends/" + backend + "?api-version=" + EdgeFixture.VERSION;
        return edge.call("PUT", path, body);
    }

    private String ask(String path) {
        try {
            return servedBy(edge.ask(path));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String servedBy(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-served-by").orElse("nobody");
    }
}
