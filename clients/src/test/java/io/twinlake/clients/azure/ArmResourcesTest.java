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
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
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

    private static final ObjectNode URL = JsonNodeFactory.instance.objectNode().put("url", "http://north");

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
    void changesTheNamedPropertiesAloneAndOnlyOverTheStateThatItRead() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY)));

        azure.open().change(BACKEND, "\"one\"", URL);

        azure.server.verify(patchRequestedFor(urlPathEqualTo(BACKEND))
                .withHeader("If-Match", equalTo("\"one\""))
                .withQueryParam("api-version", equalTo("2024-05-01"))
                .withRequestBody(equalToJson("{\"properties\":{\"url\":\"http://north\"}}")));
    }

    @Test
    void writesNothingOverAStateThatHasNoTag() {
        ClientException refused = refused(() -> azure.open().change(BACKEND, null, URL));

        assertThat(refused.category()).isEqualTo(FailureCategory.INVALID);
        assertThat(refused).hasMessageContaining(BACKEND).hasMessageContaining("no ETag");
        azure.server.verify(0, patchRequestedFor(urlPathEqualTo(BACKEND)));
    }

    @Test
    void tellsALostRaceByItsCategory() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .willReturn(jsonResponse(
                        "{\"error\":{\"code\":\"PreconditionFailed\",\"message\":\"Resource was modified\"}}", 412)));

        ClientException refused = refused(() -> change(azure.open()));

        assertThat(refused.category()).isEqualTo(FailureCategory.CONFLICT);
        assertThat(refused.platformCode()).isEqualTo("PreconditionFailed");
        assertThat(refused).hasMessageContaining(BACKEND).hasMessageContaining("Resource was modified");
    }

    @Test
    void tellsWhatIsWrongWithWhichProperty() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND)).willReturn(jsonResponse("""
                {"error":{"code":"ValidationError","message":"One or more fields contain incorrect values:","details":[
                  {"code":"ValidationError","target":"credentials","message":"Property 'func-x-key' not found."}]}}
                """, 400)));

        ClientException refused = refused(() -> change(azure.open()));

        assertThat(refused.platformCode()).isEqualTo("ValidationError");
        assertThat(refused).hasMessageContaining("incorrect values").hasMessageContaining("'func-x-key' not found");
    }

    /** The envelope of Microsoft.Web: at the top, in capitals. */
    @Test
    void readsTheCodeOfAnAppThatAnotherOperationIsChanging() {
        azure.server.stubFor(put(urlPathEqualTo(SETTINGS)).willReturn(jsonResponse("""
                {"Code":"Conflict","Message":"Cannot modify this site because another operation is in progress.",
                 "Target":null,"Details":[{"Message":".."},{"Code":"Conflict"}],"Innererror":null}
                """, 409)));

        ClientException refused =
                refused(() -> azure.open().replaceAppSettings(SITE, new AppSettings(Map.of("KEY", "plain-word"))));

        assertThat(refused.category()).isEqualTo(FailureCategory.CONFLICT);
        assertThat(refused.platformCode()).isEqualTo("Conflict");
    }

    @Test
    void tellsALockAsWhatNoRepetitionLifts() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .willReturn(jsonResponse(
                        "{\"error\":{\"code\":\"ScopeLocked\",\"message\":\"following scope(s) are locked: 'g'\"}}",
                        409)));

        ClientException refused = refused(() -> change(azure.open()));

        assertThat(refused.category()).isEqualTo(FailureCategory.PERMISSION);
        assertThat(refused).hasMessageContaining("are locked: 'g'");
    }

    @Test
    void tellsARefusalThatIsNoJsonByItsStatus() {
        azure.server.stubFor(get(urlPathEqualTo(BACKEND))
                .willReturn(aResponse().withStatus(403).withBody("<html>Forbidden</html>")));

        ClientException refused = refused(() -> azure.open().get(BACKEND));

        assertThat(refused.category()).isEqualTo(FailureCategory.PERMISSION);
        assertThat(refused.platformCode()).isNull();
        assertThat(refused).hasMessageContaining("HTTP 403");
    }

    /** Azure answers 202 with either header; the other one is followed as well. */
    @Test
    void waitsForSettingsThatAreTakenOverLater() {
        String status = SITE + "/operations/2";
        azure.server.stubFor(put(urlPathEqualTo(SETTINGS))
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Location", "https://127.0.0.1:" + azure.server.httpsPort() + status)));
        azure.server.stubFor(get(urlPathEqualTo(status))
                .inScenario("settings")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(202).withHeader("Retry-After", "9"))
                .willSetStateTo("done"));
        azure.server.stubFor(get(urlPathEqualTo(status))
                .inScenario("settings")
                .whenScenarioStateIs("done")
                .willReturn(okJson("{\"properties\":{}}")));

        azure.open().replaceAppSettings(SITE, new AppSettings(Map.of("KEY", "plain-word")));

        assertThat(azure.waits).containsExactly(Duration.ofSeconds(9));
        azure.server.verify(2, getRequestedFor(urlPathEqualTo(status)));
    }

    @Test
    void signsInAnewWhereItsTokenIsRefused() {
        azure.server.stubFor(post(urlPathEqualTo("/tenant/oauth2/v2.0/token"))
                .inScenario("token")
                .whenScenarioStateIs("refused")
                .willReturn(
                        okJson("{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"a-newer-token\"}")));
        azure.server.stubFor(get(urlPathEqualTo(BACKEND))
                .inScenario("token")
                .whenScenarioStateIs(STARTED)
                .willReturn(jsonResponse("{\"error\":{\"code\":\"ExpiredAuthenticationToken\"}}", 401))
                .willSetStateTo("refused"));
        azure.server.stubFor(get(urlPathEqualTo(BACKEND))
                .inScenario("token")
                .whenScenarioStateIs("refused")
                .willReturn(okJson(BODY)));

        assertThat(azure.open().get(BACKEND).properties().path("url").asText()).isEqualTo("http://west");

        azure.server.verify(
                1,
                getRequestedFor(urlPathEqualTo(BACKEND)).withHeader("Authorization", equalTo("Bearer a-newer-token")));
    }

    @Test
    void doesNotRepeatAWriteOfWhoseEffectNothingIsKnown() {
        azure.server.stubFor(
                patch(urlPathEqualTo(BACKEND)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        ClientException lost = refused(() -> change(azure.open()));

        assertThat(lost.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(lost).hasMessageContaining("Whether it took effect is not known");
        azure.server.verify(1, patchRequestedFor(urlPathEqualTo(BACKEND)));
    }

    @Test
    void doesNotRepeatAWriteThatAzureCallsBusy() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .willReturn(jsonResponse("{\"error\":{\"code\":\"PessimisticConcurrencyConflict\"}}", 409)));

        assertThat(refused(() -> change(azure.open())).platformCode()).isEqualTo("PessimisticConcurrencyConflict");
        azure.server.verify(1, patchRequestedFor(urlPathEqualTo(BACKEND)));
    }

    @Test
    void repeatsAWriteThatWasThrottledAsLateAsAzureAsks() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .inScenario("throttle")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7"))
                .willSetStateTo("free"));
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .inScenario("throttle")
                .whenScenarioStateIs("free")
                .willReturn(okJson(BODY)));

        change(azure.open());

        assertThat(azure.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void waitsForAnAcceptedChangeWithoutItsCondition() {
        String status = BACKEND + "/operations/1";
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
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
        azure.server.stubFor(get(urlPathEqualTo(BACKEND)).willReturn(okJson(BODY)));

        change(azure.open());

        azure.server.verify(2, getRequestedFor(urlPathEqualTo(status)).withHeader("If-Match", absent()));
        assertThat(azure.waits).hasSize(1).allSatisfy(wait -> assertThat(wait).isPositive());
    }

    @Test
    void saysThatAnAcceptedChangeFailed() {
        String status = BACKEND + "/operations/1";
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Azure-AsyncOperation", "https://127.0.0.1:" + azure.server.httpsPort() + status)));
        azure.server.stubFor(get(urlPathEqualTo(status))
                .willReturn(okJson("{\"status\":\"Failed\",\"error\":{\"code\":\"OutOfLuck\"}}")));

        assertThat(refused(() -> change(azure.open())).platformCode()).isEqualTo("OutOfLuck");
    }

    @Test
    void carriesItsTokenToNoOtherHost() {
        azure.server.stubFor(patch(urlPathEqualTo(BACKEND))
                .willReturn(aResponse().withStatus(202).withHeader("Location", "https://elsewhere.invalid/operation")));

        assertThat(refused(() -> change(azure.open())).category()).isEqualTo(FailureCategory.PROTOCOL);
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

    private static void change(ArmResources arm) {
        arm.change(BACKEND, "\"one\"", URL);
    }

    private static ClientException refused(ThrowingCallable call) {
        return catchThrowableOfType(ClientException.class, call);
    }
}
