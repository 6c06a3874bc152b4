package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
    private static final String PATH = "/api/2.0/sql/statements";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Statement SELECT = Statement.of("SELECT 1");
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

    private ClientException failureOf(Statement statement) {
        return catchThrowableOfType(ClientException.class, () -> statements.run(statement, MINUTE));
    }

    private static String answer(String state, String more) {
        return "{\"statement_id\":\"s1\",\"status\":{\"state\":\"" + state + "\"}" + more + "}";
    }
}
