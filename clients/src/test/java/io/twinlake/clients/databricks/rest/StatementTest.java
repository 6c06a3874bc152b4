package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static final String PATH = "/api/2.0/sql/statements";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Statement SELECT = Statement.of("SELECT 1");
    private static final Statement READING = Statement.reading("SELECT * FROM t");
    private static final StatementId ID = new StatementId("s1");

    private final StubbedWorkspace stub = new StubbedWorkspace();
    private final Statements statements = stub.open().statements();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void submitsWithoutWaitingAndReturnsTheId() {
        stub.server.stubFor(post(PATH)
                .withRequestBody(
                        equalToJson(
                                "{\"warehouse_id\":\"wh1\",\"statement\":\"SELECT * FROM t WHERE id = :id\",\"wait_timeout\":\"0s\","
                                        + "\"on_wait_timeout\":\"CONTINUE\",\"disposition\":\"INLINE\",\"format\":\"JSON_ARRAY\","
                                        + "\"parameters\":[{\"name\":\"id\",\"type\":\"STRING\",\"value\":\"7\"},{\"name\":\"no\",\"type\":\"BIGINT\"}]}"))
                .willReturn(okJson(answer("PENDING", ""))));

        StatementId id = statements.submit(Statement.of("SELECT * FROM t WHERE id = :id")
                .with("id", "STRING", "7")
                .with("no", "BIGINT", null));

        assertThat(id).isEqualTo(ID);
    }

    @Test
    void awaitsAStatementOfAnotherProcessAndReadsItsRows() {
        stub.server.stubFor(get(PATH + "/s1")
                .inScenario("run")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson(answer("RUNNING", "")))
                .willSetStateTo("done"));
        stub.server.stubFor(get(PATH + "/s1")
                .inScenario("run")
                .whenScenarioStateIs("done")
                .willReturn(okJson(answer(
                        "SUCCEEDED",
                        ",\"manifest\":{\"schema\":{\"columns\":[{\"name\":\"Id\"},{\"name\":\"v\"}]},\"total_row_count\":1},"
                                + "\"result\":{\"data_array\":[[\"7\",null]]}"))));

        StatementResult result = statements.await(ID, MINUTE);

        assertThat(result.value(0, "id")).isEqualTo("7");
        assertThat(result.rows()).containsExactly(Arrays.asList("7", null));
        assertThat(stub.waits).hasSize(1);
    }

    @Test
    void readsEveryChunk() {
        stub.server.stubFor(post(PATH)
                .willReturn(okJson(answer(
                        "SUCCEEDED",
                        ",\"manifest\":{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"total_row_count\":3},"
                                + "\"result\":{\"data_array\":[[\"1\"]],\"next_chunk_index\":1}"))));
        stub.server.stubFor(get(PATH + "/s1/result/chunks/1")
                .willReturn(okJson("{\"data_array\":[[\"2\"]],\"next_chunk_index\":2}")));
        stub.server.stubFor(get(PATH + "/s1/result/chunks/2").willReturn(okJson("{\"data_array\":[[\"3\"]]}")));

        assertThat(statements.run(SELECT, MINUTE).rows()).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }

    @Test
    void refusesAResultThatHasFewerRowsThanAnnouncedOrWasCutShort() {
        stub.server.stubFor(post(PATH)
                .willReturn(okJson(answer(
                        "SUCCEEDED", ",\"manifest\":{\"total_row_count\":2},\"result\":{\"data_array\":[[\"1\"]]}"))));
        assertThat(failureOf(SELECT).category()).isEqualTo(FailureCategory.PROTOCOL);

        stub.server.stubFor(
                post(PATH).willReturn(okJson(answer("SUCCEEDED", ",\"manifest\":{\"truncated\":true},\"result\":{}"))));
        assertThat(failureOf(SELECT)).hasMessageContaining("cut its result short");
    }

    @Test
    void tellsTheErrorClassAndTheMessageOfAFailedStatement() {
        stub.server.stubFor(
                post(PATH)
                        .willReturn(
                                okJson(
                                        "{\"statement_id\":\"s1\",\"status\":{\"state\":\"FAILED\",\"error\":{\"error_code\":\"BAD_REQUEST\","
                                                + "\"message\":\"[TABLE_OR_VIEW_NOT_FOUND] The table `x` cannot be found. SQLSTATE: 42P01\\n'Project [*]\\n+- more\"}}}")));

        ClientException failure = failureOf(SELECT);

        assertThat(failure.category()).isEqualTo(FailureCategory.NOT_FOUND);
        assertThat(failure.platformCode()).isEqualTo("TABLE_OR_VIEW_NOT_FOUND");
        assertThat(failure)
                .hasMessage("Could not finish statement s1 in westeurope: "
                        + "[TABLE_OR_VIEW_NOT_FOUND] The table `x` cannot be found. SQLSTATE: 42P01");
    }

    /** A right that is missing in the storage has another code than its firewall. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "firewall, |Operation failed: This request is not authorized, 403, GET, AuthorizationFailure|",
                "invalid, |Operation failed: This request is not authorized, 403, GET, AuthorizationPermissionMismatch|",
                "limit, |[RESOURCE_LIMIT_EXCEEDED] The table has too many active files|"
            })
    void tellsALimitAndAFirewallFromOtherRefusals(String category, String message) {
        stub.server.stubFor(post(PATH)
                .willReturn(okJson(
                        "{\"statement_id\":\"s1\",\"status\":{\"state\":\"FAILED\",\"error\":{\"error_code\":\"BAD_REQUEST\","
                                + "\"message\":\"" + message + "\"}}}")));

        assertThat(failureOf(SELECT).category().word()).isEqualTo(category);
        assertThat(failureOf(SELECT).effect()).isEqualTo(Effect.NONE);
    }

    /** The platform has three ways to say that a right is missing; the privilege is named in each. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [INSUFFICIENT_PERMISSIONS] Insufficient privileges:\\nUser does not have SELECT on Table 'c.s.t'. SQLSTATE: 42501\\n== SQL == | INSUFFICIENT_PERMISSIONS | [INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have SELECT on Table 'c.s.t'. SQLSTATE: 42501
            [UNAUTHORIZED_ACCESS] Unauthorized access: PERMISSION_DENIED: User does not have SELECT on Table 'c.s.t'. SQLSTATE: 42501 | UNAUTHORIZED_ACCESS | [UNAUTHORIZED_ACCESS] Unauthorized access: PERMISSION_DENIED: User does not have SELECT on Table 'c.s.t'. SQLSTATE: 42501
            PERMISSION_DENIED: User does not have SELECT on Table 'c.s.t'. | PERMISSION_DENIED | PERMISSION_DENIED: User does not have SELECT on Table 'c.s.t'.
            """, quoteCharacter = '~')
    void takesEveryFormOfARefusalForOne(String message, String code, String said) {
        stub.server.stubFor(post(PATH)
                .willReturn(
                        okJson("{\"statement_id\":\"s1\",\"status\":{\"state\":\"FAILED\",\"error\":{\"error_code\":"
                                + "\"BAD_REQUEST\",\"message\":\"" + message + "\"}}}")));

        ClientException failure = failureOf(SELECT);

        assertThat(failure.category()).isEqualTo(FailureCategory.PERMISSION);
        assertThat(failure.platformCode()).isEqualTo(code);
        assertThat(failure).hasMessage("Could not finish statement s1 in westeurope: " + said);
    }

    @Test
    void doesNotTakeACancelledOrClosedStatementForDone() {
        for (String state : List.of("CANCELED", "CLOSED")) {
            stub.server.stubFor(get(PATH + "/s1").willReturn(okJson(answer(state, ""))));
            ClientException failure = catchThrowableOfType(ClientException.class, () -> statements.await(ID, MINUTE));
            assertThat(failure.platformCode()).isEqualTo(state);
            assertThat(failure.effect()).isEqualTo(state.equals("CANCELED") ? Effect.NONE : Effect.UNKNOWN);
        }
    }

    @Test
    void neverHandsAStatementInAgainWhenTheAnswerWasLost() {
        stub.server.stubFor(post(PATH).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        ClientException failure = catchThrowableOfType(ClientException.class, () -> statements.submit(SELECT));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("Whether it took effect is not known");
        stub.server.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void handsAThrottledStatementInAgain() {
        stub.server.stubFor(post(PATH)
                .inScenario("busy")
                .whenScenarioStateIs(STARTED)
                .willReturn(jsonResponse("{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\"}", 429))
                .willSetStateTo("free"));
        stub.server.stubFor(post(PATH)
                .inScenario("busy")
                .whenScenarioStateIs("free")
                .withRequestBody(matchingJsonPath("$.statement"))
                .willReturn(okJson(answer("PENDING", ""))));

        assertThat(statements.submit(SELECT)).isEqualTo(ID);
    }

    @Test
    void cancelsAndWaitsUntilTheStateIsFinal() {
        stub.server.stubFor(post(PATH + "/s1/cancel").willReturn(okJson("{}")));
        stub.server.stubFor(get(PATH + "/s1")
                .inScenario("cancel")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson(answer("RUNNING", "")))
                .willSetStateTo("cancelled"));
        stub.server.stubFor(get(PATH + "/s1")
                .inScenario("cancel")
                .whenScenarioStateIs("cancelled")
                .willReturn(okJson(answer("CANCELED", ""))));

        assertThat(statements.cancel(ID)).isTrue();

        assertThat(stub.waits).hasSize(1);
    }

    @Test
    void saysThatACancellationCameTooLateForAStatementThatHadSucceeded() {
        stub.server.stubFor(post(PATH + "/s1/cancel").willReturn(okJson("{}")));
        for (String state : List.of("SUCCEEDED", "CLOSED")) {
            stub.server.stubFor(get(PATH + "/s1").willReturn(okJson(answer(state, ""))));

            assertThat(statements.cancel(ID)).as(state).isFalse();
        }
    }

    @Test
    void saysThatAStatementStillRunsWhenTheTimeIsUp() {
        stub.server.stubFor(get(PATH + "/s1").willReturn(okJson(answer("RUNNING", ""))));

        assertThatThrownBy(() -> statements.await(ID, Duration.ZERO))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        failure -> assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT))
                .hasMessageContaining("it still runs after 0 s");
    }

    @Test
    void readsByLinksWhatIsTooLargeForAnAnswer() {
        tooLargeForAnAnswer();
        linked(0, ",\"next_chunk_index\":1,\"http_headers\":{\"x-key\":\"k1\"}");
        stub.server.stubFor(get(PATH + "/s1/result/chunks/1").willReturn(okJson(links(link(1, "")))));
        stub.server.stubFor(get(urlPathEqualTo("/part/0"))
                .withQueryParam("sig", equalTo("s/c+r"))
                .willReturn(okJson("[[\"1\"],[null]]")));
        stub.server.stubFor(get(urlPathEqualTo("/part/1"))
                .withQueryParam("sig", equalTo("s/c+r"))
                .willReturn(okJson("[[\"3\"]]")));

        assertThat(statements.run(READING, MINUTE).rows())
                .containsExactly(List.of("1"), Collections.singletonList(null), List.of("3"));

        stub.server.verify(getRequestedFor(urlPathEqualTo("/part/0"))
                .withoutHeader("Authorization")
                .withHeader("x-key", equalTo("k1")));
        stub.server.verify(getRequestedFor(urlPathEqualTo("/part/1")).withoutHeader("Authorization"));
    }

    @Test
    void neverHandsInAgainWhatMayHaveChangedSomethingHoweverLargeItsResult() {
        tooLargeForAnAnswer();

        ClientException failure = failureOf(SELECT);

        assertThat(failure).hasMessageContaining("Inline byte limit exceeded");
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        stub.server.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void readsByLinksWhatWasClosedBeforeAllOfItWasRead() {
        stub.server.stubFor(post(PATH)
                .withRequestBody(matchingJsonPath("$[?(@.disposition == 'INLINE')]"))
                .willReturn(okJson(answer(
                        "SUCCEEDED",
                        ",\"manifest\":{\"total_row_count\":2},"
                                + "\"result\":{\"data_array\":[[\"1\"]],\"next_chunk_index\":1}"))));
        stub.server.stubFor(get(PATH + "/s1/result/chunks/1")
                .willReturn(jsonResponse("{\"error_code\":\"BAD_REQUEST\",\"message\":\"it is CLOSED\"}", 400)));
        linked(0, "");
        stub.server.stubFor(get(urlPathEqualTo("/part/0")).willReturn(okJson("[[\"1\"],[\"2\"],[\"3\"]]")));

        assertThat(statements.run(READING, MINUTE).rows()).hasSize(3);
        assertThat(failureOf(SELECT).platformCode()).isEqualTo("CLOSED");
    }

    @Test
    void asksForAnotherLinkWhereOneHasExpired() {
        tooLargeForAnAnswer();
        linked(0, "");
        stub.server.stubFor(get(urlPathEqualTo("/part/0")).willReturn(expired()));
        stub.server.stubFor(get(PATH + "/s1/result/chunks/0")
                .willReturn(okJson(links(link(0, "").replace("/part/0", "/fresh/0")))));
        stub.server.stubFor(get(urlPathEqualTo("/fresh/0")).willReturn(okJson("[[\"1\"],[\"2\"],[\"3\"]]")));

        assertThat(statements.run(READING, MINUTE).rows()).hasSize(3);
    }

    @Test
    void tellsNothingOfALinkThatIsRefusedOverAndOver() {
        tooLargeForAnAnswer();
        linked(0, "");
        stub.server.stubFor(get(urlPathEqualTo("/part/0")).willReturn(expired()));
        stub.server.stubFor(get(PATH + "/s1/result/chunks/0").willReturn(okJson(links(link(0, "")))));

        ClientException failure = failureOf(READING);

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure)
                .hasMessageContaining("3 links to a part of its result were refused")
                .hasStackTraceContaining("localhost: the storage answered HTTP 403 AuthenticationFailed");
        assertThat(stackTrace(failure))
                .doesNotContain("s/c")
                .doesNotContain("s%2Fc")
                .doesNotContain("/part/0");
        stub.server.verify(3, getRequestedFor(urlPathEqualTo("/part/0")));
    }

    @Test
    void fetchesAPartAgainWhereItsStorageIsBusy() {
        tooLargeForAnAnswer();
        linked(0, "");
        stub.server.stubFor(get(urlPathEqualTo("/part/0"))
                .inScenario("storage")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(503).withHeader("x-ms-error-code", "ServerBusy"))
                .willSetStateTo("free"));
        stub.server.stubFor(get(urlPathEqualTo("/part/0"))
                .inScenario("storage")
                .whenScenarioStateIs("free")
                .willReturn(okJson("[[\"1\"],[\"2\"],[\"3\"]]")));

        assertThat(statements.run(READING, MINUTE).rows()).hasSize(3);
        assertThat(stub.waits).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://somebody.example/part?sig=secret",
                "http://account.blob.core.windows.net/part?sig=secret",
                "https://account.blob.core.windows.net.somebody.example/part?sig=secret",
                "http://127.0.0.1:1/part?sig=secret",
                "file:///etc/passwd?sig=secret",
                "no link ?sig=secret"
            })
    void followsNoLinkThatLeadsElsewhereThanToStorage(String elsewhere) {
        tooLargeForAnAnswer();
        stub.server.stubFor(post(PATH)
                .withRequestBody(matchingJsonPath("$[?(@.disposition == 'EXTERNAL_LINKS')]"))
                .willReturn(okJson(answer(
                        "SUCCEEDED",
                        ",\"result\":{\"external_links\":[{\"chunk_index\":0,\"external_link\":\"" + elsewhere
                                + "\"}]}"))));

        ClientException failure = failureOf(READING);

        assertThat(failure.category()).isEqualTo(FailureCategory.PROTOCOL);
        assertThat(stackTrace(failure)).doesNotContain("secret");
    }

    private void tooLargeForAnAnswer() {
        stub.server.stubFor(post(PATH)
                .withRequestBody(matchingJsonPath("$[?(@.disposition == 'INLINE')]"))
                .willReturn(okJson(
                        "{\"statement_id\":\"s0\",\"status\":{\"state\":\"FAILED\",\"error\":{\"error_code\":\"BAD_REQUEST\","
                                + "\"message\":\"Inline byte limit exceeded. Statements executed with disposition=INLINE can have a"
                                + " result size of at most 26214400 bytes.\"}}}")));
    }

    private void linked(int chunk, String more) {
        stub.server.stubFor(post(PATH)
                .withRequestBody(matchingJsonPath("$[?(@.disposition == 'EXTERNAL_LINKS')]"))
                .willReturn(okJson(answer(
                        "SUCCEEDED",
                        ",\"manifest\":{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"total_row_count\":3},\"result\":"
                                + links(link(chunk, more))))));
    }

    private static String links(String link) {
        return "{\"external_links\":[" + link + "]}";
    }

    private String link(int chunk, String more) {
        return "{\"chunk_index\":" + chunk + ",\"external_link\":\"" + stub.server.baseUrl() + "/part/" + chunk
                + "?sig=s%2Fc%2Br\"" + more + "}";
    }

    private static ResponseDefinitionBuilder expired() {
        return aResponse()
                .withStatus(403)
                .withHeader("x-ms-error-code", "AuthenticationFailed")
                .withBody("<Error><AuthenticationErrorDetail>sig=s/c+r</AuthenticationErrorDetail></Error>");
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private ClientException failureOf(Statement statement) {
        return catchThrowableOfType(ClientException.class, () -> statements.run(statement, MINUTE));
    }

    private static String answer(String state, String more) {
        return "{\"statement_id\":\"s1\",\"status\":{\"state\":\"" + state + "\"}" + more + "}";
    }
}
