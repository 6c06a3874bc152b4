package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SignInTest {
    private static final String SUMMARY = "/api/2.1/unity-catalog/metastore_summary";
    private static final String TOKEN = "/oidc/v1/token";
    private static final String SECRET = "the-clients-own-secret";
    private static final Credentials PRINCIPAL = new Credentials.OAuthM2m("robot", new Secret(SECRET));

    private final StubbedWorkspace stub = new StubbedWorkspace();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void signsInWithAnOAuthSecretOnceForManyCalls() {
        discovery();
        tokens("first");
        accepts("first");
        Workspace workspace = stub.open(PRINCIPAL, StubbedWorkspace.LIMITS);

        workspace.catalog().metastore();
        workspace.catalog().metastore();

        stub.server.verify(
                1,
                postRequestedFor(urlEqualTo(TOKEN))
                        .withHeader("User-Agent", containing("twinlake/"))
                        .withRequestBody(containing("grant_type=client_credentials")));
        stub.server.verify(0, getRequestedFor(urlEqualTo("/.well-known/databricks-config")));
    }

    @Test
    void asksForANewTokenOnceWhenTheOldOneIsRefused() {
        discovery();
        tokens("first", "second");
        accepts("second");
        Workspace workspace = stub.open(PRINCIPAL, StubbedWorkspace.LIMITS);

        workspace.catalog().metastore();

        stub.server.verify(2, postRequestedFor(urlEqualTo(TOKEN)));
        assertThat(stub.waits).isEmpty();
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() {
        discovery();
        tokens("first", "second", "third");
        stub.server.stubFor(get(SUMMARY).willReturn(jsonResponse("{\"error_code\":\"UNAUTHENTICATED\"}", 401)));

        ClientException failure = failureOf(stub.open(PRINCIPAL, StubbedWorkspace.LIMITS));

        assertThat(failure.category()).isEqualTo(FailureCategory.AUTHENTICATION);
        stub.server.verify(2, getRequestedFor(urlEqualTo(SUMMARY)));
    }

    @Test
    void tellsThatTheSecretIsWrongWithoutTellingTheSecret() {
        discovery();
        stub.server.stubFor(post(TOKEN)
                .willReturn(jsonResponse(
                        "{\"error\":\"invalid_client\",\"error_description\":\"secret " + SECRET + " is wrong\"}",
                        401)));

        ClientException failure = failureOf(stub.open(PRINCIPAL, StubbedWorkspace.LIMITS));

        assertThat(failure.category()).isEqualTo(FailureCategory.AUTHENTICATION);
        assertThat(failure)
                .hasMessage("Could not read the metastore in westeurope: signing in failed: the platform answered "
                        + "HTTP 401 invalid_client: secret [redacted] is wrong");
    }

    @Test
    void asksAgainWhereTheTokenServiceIsBusy() {
        discovery();
        stub.server.stubFor(post(TOKEN)
                .inScenario("tokens")
                .willReturn(jsonResponse("{}", 503).withHeader("Retry-After", "Sat, 01 Jan 2000 00:00:00 GMT"))
                .willSetStateTo("free"));
        stub.server.stubFor(
                post(TOKEN).inScenario("tokens").whenScenarioStateIs("free").willReturn(okJson(token("first"))));
        accepts("first");

        stub.open(PRINCIPAL, StubbedWorkspace.LIMITS).catalog().metastore();

        assertThat(stub.waits).hasSize(1);
    }

    @Test
    void readsAProfileAsTheSdkDoes() {
        stub.server.stubFor(any(anyUrl()).willReturn(jsonResponse("{}", 404)));
        accepts("dapi00000000000000000000000000000001");

        stub.open(new Credentials.Profile("night"), StubbedWorkspace.LIMITS)
                .catalog()
                .metastore();

        stub.server.verify(1, getRequestedFor(urlEqualTo(SUMMARY)));
    }

    @Test
    void tellsThatAProfileIsMissing() {
        stub.server.stubFor(any(anyUrl()).willReturn(jsonResponse("{}", 404)));

        ClientException failure = failureOf(stub.open(new Credentials.Profile("day"), StubbedWorkspace.LIMITS));

        assertThat(failure.category()).isEqualTo(FailureCategory.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("has no day profile configured");
    }

    @Test
    void writesNoSecretAndNoValueToTheLogAtAnyLevel() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        try {
            discovery();
            tokens("the-access-token");
            accepts("the-access-token");
            stub.server.stubFor(post("/api/2.0/sql/statements")
                    .willReturn(okJson("{\"statement_id\":\"s1\",\"status\":{\"state\":\"SUCCEEDED\"}}")));
            stub.server.stubFor(get("/api/2.0/sql/warehouses/wh1")
                    .willReturn(jsonResponse("{\"error_code\":\"X\",\"message\":\"" + SECRET + "\"}", 400)));
            Workspace workspace = stub.open(PRINCIPAL, StubbedWorkspace.LIMITS);
            workspace.catalog().metastore();
            workspace
                    .statements()
                    .run(Statement.of("SELECT :key").with("key", "STRING", "customer-4711"), Duration.ofMinutes(1));
            catchThrowableOfType(
                    ClientException.class, () -> workspace.warehouse().state());
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        String written = lines(log).stream()
                .filter(event -> !event.getLoggerName().startsWith("wiremock"))
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));

        assertThat(written)
                .contains("GET " + SUMMARY)
                .doesNotContain("the-access-token", SECRET, "Bearer", "customer-4711");
    }

    /** All that was logged so far: threads of the stand-in may still be at it. */
    private static List<ILoggingEvent> lines(ListAppender<ILoggingEvent> log) {
        synchronized (log) {
            return List.copyOf(log.list);
        }
    }

    private void discovery() {
        stub.server.stubFor(get("/oidc/.well-known/oauth-authorization-server")
                .willReturn(okJson("{\"authorization_endpoint\":\"" + stub.server.baseUrl()
                        + "/oidc/v1/authorize\",\"token_endpoint\":\"" + stub.server.baseUrl() + TOKEN + "\"}")));
    }

    private void tokens(String... tokens) {
        for (int i = 0; i < tokens.length; i++) {
            stub.server.stubFor(post(TOKEN)
                    .inScenario("tokens")
                    .whenScenarioStateIs(i == 0 ? STARTED : "n" + i)
                    .willReturn(okJson(token(tokens[i])))
                    .willSetStateTo("n" + (i + 1)));
        }
    }

    private static String token(String token) {
        return "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    }

    private void accepts(String token) {
        stub.server.stubFor(
                get(SUMMARY).atPriority(9).willReturn(jsonResponse("{\"error_code\":\"UNAUTHENTICATED\"}", 401)));
        stub.server.stubFor(get(SUMMARY)
                .atPriority(1)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson("{}")));
    }

    private static ClientException failureOf(Workspace workspace) {
        return catchThrowableOfType(
                ClientException.class, () -> workspace.catalog().metastore());
    }
}
