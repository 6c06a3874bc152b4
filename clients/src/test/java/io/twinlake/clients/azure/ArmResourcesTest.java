package io.twinlake.clients.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ArmResourcesTest {
    private static final String GROUP = "/subscriptions/s/resourceGroups/g/providers";
    private static final String BACKEND = GROUP + "/Microsoft.ApiManagement/service/apim/backends/customers";
    private static final String SITE = GROUP + "/Microsoft.Web/sites/lookup";
    private static final String SETTINGS = SITE + "/config/appsettings";
    private static final String BODY =
            "{\"id\":\"x\",\"properties\":{\"url\":\"http://west\",\"ofTomorrow\":{\"x\":[1]}}}";

    @TempDir
    Path dir;

    private StubbedAzure azure;

    @BeforeEach
    void start() throws Exception {
        azure = new StubbedAzure(dir);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void readsWhatItMayDoWithAResource() {
        azure.server.stubFor(get(urlPathEqualTo(SITE + "/providers/Microsoft.Authorization/permissions"))
                .withQueryParam("api-version", equalTo("2022-04-01"))
                .willReturn(okJson("""
                                        {"value": [
                                          {"actions": ["*/read", "microsoft.web/sites/config/*"], "notActions": ["Microsoft.Web/sites/config/write"],
                                           "dataActions": ["*"]},
                                          {"actions": ["Microsoft.Web/sites/restart/Action"], "notActions": ["*/read"]}]}""")));

        PermittedActions permitted = azure.open().permittedActions(SITE);

        assertThat(permitted.include("Microsoft.Web/sites/read")).isTrue();
        assertThat(permitted.include("Microsoft.Web/sites/config/list/Action")).isTrue();
        assertThat(permitted.include("Microsoft.Web/sites/config/write")).isFalse();
        assertThat(permitted.include("Microsoft.Web/sites/restart/action")).isTrue();
        assertThat(permitted.include("Microsoft.Web/sites/delete")).isFalse();
    }

    @Test
    void readsAResourceWithItsTagAndItsUnknownFields() {
        azure.server.stubFor(
                get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY).withHeader("ETag", "\"one\"")));

        ArmResource read = azure.open().get(BACKEND);

        assertThat(read.etag()).isEqualTo("\"one\"");
        assertThat(read.properties().at("/ofTomorrow/x/0").asInt()).isEqualTo(1);
        azure.server.verify(getRequestedFor(urlPathEqualTo(BACKEND))
                .withQueryParam("api-version", equalTo("2024-05-01"))
                .withHeader("Authorization", equalTo("Bearer a-token"))
                .withHeader("User-Agent", matching("twinlake/.*")));
    }

    @Test
    void writesOnlyOverTheStateThatItRead() {
        azure.server.stubFor(
                get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY).withHeader("ETag", "\"one\"")));
        azure.server.stubFor(
                put(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY).withHeader("ETag", "\"two\"")));
        ArmResources arm = azure.open();
        ArmResource read = arm.get(BACKEND);

        ArmResource written = arm.replace(read, read.properties().put("url", "http://north"));

        assertThat(written.etag()).isEqualTo("\"two\"");
        azure.server.verify(putRequestedFor(urlPathEqualTo(BACKEND))
                .withHeader("If-Match", equalTo("\"one\""))
                .withRequestBody(
                        equalToJson("{\"properties\":{\"url\":\"http://north\",\"ofTomorrow\":{\"x\":[1]}}}")));
    }

    @Test
    void writesNothingOverAStateThatHasNoTag() {
        azure.server.stubFor(get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY)));
        ArmResources arm = azure.open();
        ArmResource read = arm.get(BACKEND);

        ClientException refused = refused(() -> arm.replace(read, read.properties()));

        assertThat(refused.category()).isEqualTo(FailureCategory.INVALID);
        assertThat(refused).hasMessageContaining(BACKEND).hasMessageContaining("no ETag");
        azure.server.verify(0, putRequestedFor(urlPathEqualTo(BACKEND)));
    }

    @Test
    void tellsALostRaceByItsCategory() {
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .willReturn(jsonResponse(
                        "{\"error\":{\"code\":\"PreconditionFailed\",\"message\":\"Resource was modified\"}}", 412)));

        ClientException refused = refused(() -> replace(azure.open()));

        assertThat(refused.category()).isEqualTo(FailureCategory.CONFLICT);
        assertThat(refused.platformCode()).isEqualTo("PreconditionFailed");
        assertThat(refused).hasMessageContaining(BACKEND).hasMessageContaining("Resource was modified");
    }

    @Test
    void doesNotRepeatAWriteOfWhoseEffectNothingIsKnown() {
        azure.server.stubFor(put(urlPathEqualTo(BACKEND)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        ClientException lost = refused(() -> replace(azure.open()));

        assertThat(lost.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(lost).hasMessageContaining("Whether it took effect is not known");
        azure.server.verify(1, putRequestedFor(urlPathEqualTo(BACKEND)));
    }

    @Test
    void doesNotRepeatAWriteThatAzureCallsBusy() {
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .willReturn(jsonResponse("{\"error\":{\"code\":\"PessimisticConcurrencyConflict\"}}", 409)));

        assertThat(refused(() -> replace(azure.open())).platformCode()).isEqualTo("PessimisticConcurrencyConflict");
        azure.server.verify(1, putRequestedFor(urlPathEqualTo(BACKEND)));
    }

    @Test
    void repeatsAWriteThatWasThrottledAsLateAsAzureAsks() {
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .inScenario("throttle")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7"))
                .willSetStateTo("free"));
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .inScenario("throttle")
                .whenScenarioStateIs("free")
                .willReturn(okJson(BODY)));

        replace(azure.open());

        assertThat(azure.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void waitsForAnAcceptedChangeWithoutItsCondition() {
        String status = BACKEND + "/operations/1";
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Azure-AsyncOperation", "https://127.0.0.1:" + azure.server.httpsPort() + status)
                        .withHeader("Retry-After", "0")));
        azure.server.stubFor(get(urlPathEqualTo(status))
                .inScenario("change")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson("{\"status\":\"InProgress\"}").withHeader("Retry-After", "0"))
                .willSetStateTo("done"));
        azure.server.stubFor(get(urlPathEqualTo(status))
                .inScenario("change")
                .whenScenarioStateIs("done")
                .willReturn(okJson("{\"status\":\"Succeeded\"}")));
        azure.server.stubFor(
                get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY).withHeader("ETag", "\"two\"")));

        assertThat(replace(azure.open()).etag()).isEqualTo("\"two\"");

        azure.server.verify(2, getRequestedFor(urlPathEqualTo(status)).withHeader("If-Match", absent()));
        assertThat(azure.waits).hasSize(2).allSatisfy(wait -> assertThat(wait).isPositive());
    }

    @Test
    void saysThatAnAcceptedChangeFailed() {
        String status = BACKEND + "/operations/1";
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Azure-AsyncOperation", "https://127.0.0.1:" + azure.server.httpsPort() + status)));
        azure.server.stubFor(get(urlPathEqualTo(status))
                .willReturn(okJson("{\"status\":\"Failed\",\"error\":{\"code\":\"OutOfLuck\"}}")));

        assertThat(refused(() -> replace(azure.open())).platformCode()).isEqualTo("OutOfLuck");
    }

    @Test
    void carriesItsTokenToNoOtherHost() {
        azure.server.stubFor(put(urlPathEqualTo(BACKEND))
                .willReturn(aResponse().withStatus(202).withHeader("Location", "https://elsewhere.invalid/operation")));

        assertThat(refused(() -> replace(azure.open())).category()).isEqualTo(FailureCategory.PROTOCOL);
    }

    @Test
    void keepsAppSettingsOutOfEveryText() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.DEBUG);
        try {
            azure.server.stubFor(post(urlPathEqualTo(SETTINGS + "/list"))
                    .willReturn(okJson("{\"properties\":{\"DBSQL_ENDPOINT\":\"west\",\"KEY\":\"plain-word\"}}")));
            azure.server.stubFor(put(urlPathEqualTo(SETTINGS))
                    .willReturn(jsonResponse(
                            "{\"error\":{\"code\":\"BadRequest\",\"message\":\"KEY=plain-word is bad\"}}", 400)));
            ArmResources arm = azure.open();

            AppSettings settings = arm.appSettings(SITE);
            ClientException refused =
                    refused(() -> arm.replaceAppSettings(SITE, settings.with(Map.of("DBSQL_ENDPOINT", "north"))));

            assertThat(settings.values()).containsEntry("KEY", "plain-word");
            assertThat(settings.toString()).doesNotContain("plain-word");
            assertThat(refused).hasMessageContaining("BadRequest").hasMessageNotContaining("plain-word");
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        List<ILoggingEvent> logged;
        synchronized (lines) {
            // Threads of the stand-in may still be at it.
            logged = List.copyOf(lines.list);
        }
        assertThat(logged)
                .filteredOn(line -> line.getLoggerName().startsWith("io.twinlake")
                        || line.getLoggerName().startsWith("com.azure"))
                .isNotEmpty()
                .noneMatch(line -> line.getFormattedMessage().contains("plain-word"));
        azure.server.verify(putRequestedFor(urlPathEqualTo(SETTINGS))
                .withRequestBody(
                        equalToJson("{\"properties\":{\"DBSQL_ENDPOINT\":\"north\",\"KEY\":\"plain-word\"}}")));
    }

    @Test
    void givesUpWhenTheTimeForAllCallsIsOver() {
        azure.server.stubFor(
                get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY).withFixedDelay(60_000)));

        Duration minute = Duration.ofMinutes(1);
        CallLimits limits = new CallLimits(minute, minute, minute, Duration.ofSeconds(2));

        ClientException late = refused(() -> azure.open(azure.store(), limits).get(BACKEND));

        assertThat(late.category()).isEqualTo(FailureCategory.TIMEOUT);
    }

    @Test
    void believesAPrivateAuthorityThatIsGivenAsPem() throws Exception {
        azure.server.stubFor(get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY)));

        assertThat(azure.open(azure.pem(), StubbedAzure.LIMITS).get(BACKEND).etag())
                .isNull();
    }

    @Test
    void doesNotBelieveAStranger() {
        ArmResources arm = azure.open(null, StubbedAzure.LIMITS);

        assertThat(refused(() -> arm.get(BACKEND)).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void namesATrustStoreThatCannotBeRead() {
        assertThatThrownBy(() -> azure.open(dir.resolve("absent.p12"), StubbedAzure.LIMITS))
                .hasMessageContaining("absent.p12");
    }

    private static ArmResource replace(ArmResources arm) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("properties").put("url", "http://west");
        return arm.replace(
                new ArmResource(BACKEND, body, "\"one\""), body.objectNode().put("url", "http://north"));
    }

    private static ClientException refused(ThrowingCallable call) {
        return catchThrowableOfType(ClientException.class, call);
    }
}
