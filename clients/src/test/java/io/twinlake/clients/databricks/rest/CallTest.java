package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final String SUMMARY = "/api/2.1/unity-catalog/metastore_summary";
    private static final String SCHEMAS = "/api/2.1/unity-catalog/schemas";

    private final StubbedWorkspace stub = new StubbedWorkspace();
    private final Workspace workspace = stub.open();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void saysWhoItIs() {
        answer(SUMMARY, okJson("{}"));

        workspace.catalog().metastore();

        stub.server.verify(getRequestedFor(urlEqualTo(SUMMARY))
                .withHeader("User-Agent", matching(".*\\btwinlake/\\d+\\.\\d+.*"))
                .withHeader("Authorization", equalTo("Bearer " + StubbedWorkspace.TOKEN)));
    }

    @Test
    void contactsNothingBeforeTheFirstCall() {
        stub.open();

        stub.server.verify(0, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({
        "a#b, a%23b",
        "a b, a%20b",
        "a-b, a-b",
        "a.b, a.b",
        "a`b, a%60b",
        "a/b, a%2Fb",
        "a?b, a%3Fb",
        "a%20b, a%2520b",
        "a+b, a%2Bb",
        "größe, gr%C3%B6%C3%9Fe",
        "表, %E8%A1%A8"
    })
    void makesOnePathSegmentOfAnyName(String name, String segment) {
        answer(SCHEMAS + "/gold." + segment, okJson("{\"found\":true}"));

        assertThat(workspace.catalog().find(SecurableKind.SCHEMA, ObjectName.of("gold", name)))
                .isPresent();
    }

    @Test
    void deletesNothingButTheNamedSchema() {
        stub.server.stubFor(delete(urlEqualTo(SCHEMAS + "/gold.a%23b")).willReturn(okJson("{}")));

        workspace.catalog().delete(SecurableKind.SCHEMA, ObjectName.of("gold", "a#b"));

        assertThat(stub.server.getAllServeEvents())
                .extracting(event -> event.getRequest().getUrl())
                .containsExactly(SCHEMAS + "/gold.a%23b");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void readsAgainAfterAPassingFailure(int status) {
        failsOnce(jsonResponse("{\"error_code\":\"X\",\"message\":\"later\"}", status));

        assertThat(workspace.catalog().metastore().path("name").asText()).isEqualTo("m");
        assertThat(stub.waits).hasSize(1);
    }

    @Test
    void survivesALongStorm() {
        for (int i = 0; i < 10; i++) {
            stub.server.stubFor(get(SUMMARY)
                    .inScenario("storm")
                    .whenScenarioStateIs(i == 0 ? STARTED : "n" + i)
                    .willReturn(jsonResponse("{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\"}", i % 2 == 0 ? 429 : 503))
                    .willSetStateTo("n" + (i + 1)));
        }
        stub.server.stubFor(
                get(SUMMARY).inScenario("storm").whenScenarioStateIs("n10").willReturn(okJson("{\"name\":\"m\"}")));

        assertThat(workspace.catalog().metastore().path("name").asText()).isEqualTo("m");
    }

    @Test
    void tellsThatItIsThrottledWhenTheStormDoesNotEnd() {
        answer(SUMMARY, jsonResponse("{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"slow down\"}", 429));

        ClientException failure = failureOf(() -> workspace.catalog().metastore());

        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        stub.server.verify(12, getRequestedFor(urlEqualTo(SUMMARY)));
    }

    @Test
    void waitsAtLeastAsManySecondsAsItIsAsked() {
        failsOnce(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        workspace.catalog().metastore();

        assertThat(stub.waits.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void waitsUntilTheDateItIsAskedToWaitFor() {
        failsOnce(aResponse().withStatus(503).withHeader("Retry-After", httpDate(30)));

        workspace.catalog().metastore();

        assertThat(stub.waits.get(0)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void takesADateInThePastAsNow() {
        failsOnce(aResponse().withStatus(503).withHeader("Retry-After", httpDate(-3600)));

        assertThat(workspace.catalog().metastore().path("name").asText()).isEqualTo("m");
        assertThat(stub.waits.get(0)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESOURCE_LIMIT_EXCEEDED", "QUOTA_EXCEEDED"})
    void tellsALimitFromAWrongRequest(String code) {
        answer(SUMMARY, aResponse().withStatus(400).withBody("{\"error_code\":\"" + code + "\"}"));

        assertThat(failureOf(() -> workspace.catalog().metastore()).category()).isEqualTo(FailureCategory.LIMIT);
    }

    @Test
    void givesUpWhereTheWaitAskedForIsLongerThanTheTimeLeft() {
        answer(SUMMARY, aResponse().withStatus(429).withHeader("Retry-After", "86400"));

        assertThat(failureOf(() -> workspace.catalog().metastore()).category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(stub.waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 504})
    void neverRepeatsAWriteThatMayHaveBeenDone(int status) {
        stub.server.stubFor(post(SCHEMAS).willReturn(aResponse().withStatus(status)));

        ClientException failure = failureOf(() -> workspace.catalog().create(SecurableKind.SCHEMA, schema()));

        assertThat(failure).hasMessageContaining("Whether it took effect is not known");
        assertThat(failure.category()).isIn(FailureCategory.UNAVAILABLE, FailureCategory.TIMEOUT);
        stub.server.verify(1, postRequestedFor(urlEqualTo(SCHEMAS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void repeatsAWriteThatWasTurnedAway(int status) {
        stub.server.stubFor(post(SCHEMAS)
                .inScenario("busy")
                .willReturn(aResponse().withStatus(status))
                .willSetStateTo("free"));
        stub.server.stubFor(
                post(SCHEMAS).inScenario("busy").whenScenarioStateIs("free").willReturn(okJson("{\"name\":\"api\"}")));

        assertThat(workspace
                        .catalog()
                        .create(SecurableKind.SCHEMA, schema())
                        .path("name")
                        .asText())
                .isEqualTo("api");
    }

    @Test
    void takesAnObjectForDeletedThatIsGoneAfterALostAnswer() {
        String path = SCHEMAS + "/gold.api";
        stub.server.stubFor(delete(path)
                .inScenario("lost")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("gone"));
        stub.server.stubFor(delete(path)
                .inScenario("lost")
                .whenScenarioStateIs("gone")
                .willReturn(jsonResponse("{\"error_code\":\"SCHEMA_DOES_NOT_EXIST\"}", 404)));

        workspace.catalog().delete(SecurableKind.SCHEMA, ObjectName.of("gold", "api"));

        assertThat(failureOf(() -> workspace.catalog().delete(SecurableKind.SCHEMA, ObjectName.of("gold", "api")))
                        .category())
                .isEqualTo(FailureCategory.NOT_FOUND);
    }

    @Test
    void tellsMissingFromWrongAddress() {
        answer(SCHEMAS + "/gold.gone", jsonResponse("{\"error_code\":\"SCHEMA_DOES_NOT_EXIST\"}", 404));
        answer(SCHEMAS + "/gold.path", jsonResponse("{\"error_code\":\"ENDPOINT_NOT_FOUND\"}", 404));
        answer(SCHEMAS + "/gold.page", aResponse().withStatus(404).withBody("<h1>Not here</h1>"));

        assertThat(find("gone")).isEmpty();
        assertThat(failureOf(() -> find("path")).category()).isEqualTo(FailureCategory.PROTOCOL);
        assertThat(failureOf(() -> find("page"))).hasMessageContaining("HTTP 404: Not here");
    }

    @Test
    void carriesItsTokenNowhereElse() {
        answer(SUMMARY, aResponse().withStatus(302).withHeader("Location", stub.server.baseUrl() + "/elsewhere"));

        assertThat(failureOf(() -> workspace.catalog().metastore()).category()).isEqualTo(FailureCategory.PROTOCOL);
        stub.server.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void tellsInOneSentenceWhatWasRefusedAndWhy() {
        stub.server.stubFor(patch(urlEqualTo(SCHEMAS + "/gold.api"))
                .willReturn(jsonResponse(
                        "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"User does not have MODIFY on Schema 'gold.api'.\"}",
                        403)));

        ClientException failure = failureOf(() ->
                workspace.catalog().update(SecurableKind.SCHEMA, ObjectName.of("gold", "api"), WorkspaceCalls.body()));

        assertThat(failure.category()).isEqualTo(FailureCategory.PERMISSION);
        assertThat(failure.platformCode()).isEqualTo("PERMISSION_DENIED");
        assertThat(failure.object()).isEqualTo("gold.api");
        assertThat(failure)
                .hasMessage("Could not change schema gold.api in westeurope: the platform answered HTTP 403 "
                        + "PERMISSION_DENIED: User does not have MODIFY on Schema 'gold.api'.");
    }

    @Test
    void tellsThatItsTokenIsNotAccepted() {
        answer(
                SUMMARY,
                jsonResponse("{\"error_code\":\"UNAUTHENTICATED\",\"message\":\"Invalid access token.\"}", 401));

        ClientException failure = failureOf(() -> workspace.catalog().metastore());

        assertThat(failure.category()).isEqualTo(FailureCategory.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("Invalid access token");
        assertThat(stub.waits).isEmpty();
    }

    @Test
    void neverRepeatsTheSecretsThatAPlatformEchoes() {
        answer(
                SUMMARY,
                jsonResponse(
                        "{\"error_code\":\"INVALID\",\"message\":\"bad token " + StubbedWorkspace.TOKEN + "\"}", 400));

        assertThat(failureOf(() -> workspace.catalog().metastore()))
                .hasMessageContaining("bad token [redacted]")
                .hasMessageNotContaining("dapi")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(StubbedWorkspace.TOKEN));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private Optional<ObjectNode> find(String schema) {
        return workspace.catalog().find(SecurableKind.SCHEMA, ObjectName.of("gold", schema));
    }

    private static ObjectNode schema() {
        return WorkspaceCalls.body().put("name", "api").put("catalog_name", "gold");
    }

    private void answer(String url, ResponseDefinitionBuilder response) {
        stub.server.stubFor(any(urlEqualTo(url)).willReturn(response));
    }

    private void failsOnce(ResponseDefinitionBuilder failure) {
        stub.server.stubFor(get(urlPathEqualTo(SUMMARY))
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willReturn(failure)
                .willSetStateTo("well"));
        stub.server.stubFor(get(urlPathEqualTo(SUMMARY))
                .inScenario("once")
                .whenScenarioStateIs("well")
                .willReturn(okJson("{\"name\":\"m\"}")));
    }

    private static ClientException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(ClientException.class, call);
    }

    private static String httpDate(int secondsFromNow) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                StubbedWorkspace.NOW.atZone(ZoneOffset.UTC).plusSeconds(secondsFromNow));
    }
}
