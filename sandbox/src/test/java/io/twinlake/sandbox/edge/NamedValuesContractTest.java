package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named values, whose changes go on after they were acknowledged, and a policy that routes by one. */
final class NamedValuesContractTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = EdgeFixture.SERVICE + "/namedValues/customers-url";
    private static final String PATH = ID + "?api-version=" + EdgeFixture.VERSION;
    private static final Duration CHANGE = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    private final SettableClock clock = new SettableClock();
    private EdgeFixture edge;

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void createsAValueWhoseChangeIsInProgress() throws Exception {
        start(clock, CHANGE);
        HttpResponse<String> created = put(EdgeFixture.url(edge.west), false);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(properties(created).path("provisioningState").asText()).isEqualTo("InProgress");
        assertThat(status(created)).isEqualTo("InProgress");
        clock.advance(CHANGE);
        assertThat(status(created)).isEqualTo("Succeeded");
        assertThat(properties(get()).path("provisioningState").asText()).isEqualTo("Succeeded");
    }

    @Test
    void readsTheOldValueUntilThePatchIsThrough() throws Exception {
        start(clock, CHANGE);
        put("http://a", false);
        clock.advance(CHANGE);

        HttpResponse<String> patched = patch("http://b", tag(get()));

        assertThat(patched.statusCode()).isEqualTo(202);
        assertThat(patched.body()).isEmpty();
        assertThat(properties(get()).path("value").asText()).isEqualTo("http://a");
        assertThat(follow(patched, "Location").statusCode()).isEqualTo(202);
        clock.advance(CHANGE);
        assertThat(properties(follow(patched, "Location")).path("value").asText())
                .isEqualTo("http://b");
        assertThat(properties(get()).path("displayName").asText()).isEqualTo("customers-url");
    }

    @Test
    void refusesAChangeDuringAnother() throws Exception {
        start(clock, CHANGE);
        put("http://a", false);

        HttpResponse<String> second = put("http://b", false);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("PessimisticConcurrencyConflict");
    }

    @Test
    void refusesAPatchWithAStaleTagOrNone() throws Exception {
        start(clock, Duration.ZERO);
        String stale = tag(put("http://a", false));
        put("http://b", false);

        assertThat(patch("http://c", stale).statusCode()).isEqualTo(412);
        assertThat(edge.call("PATCH", PATH, "{\"properties\":{\"value\":\"http://c\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(properties(get()).path("value").asText()).isEqualTo("http://b");
    }

    @Test
    void showsASecretOnlyWhenItIsAskedFor() throws Exception {
        start(clock, Duration.ZERO);
        HttpResponse<String> written = put("s3cret", true);

        assertThat(written.body()).doesNotContain("s3cret");
        assertThat(get().body()).doesNotContain("s3cret");
        String list = ID + "/listValue?api-version=" + EdgeFixture.VERSION;
        assertThat(JSON.readTree(edge.call("POST", list, "").body()))
                .isEqualTo(JSON.readTree("{\"value\":\"s3cret\"}"));
    }

    @Test
    void routesByANamedValueOnceItsChangeIsThroughAndTakenOver() throws Exception {
        start(clock, CHANGE);
        put(EdgeFixture.url(edge.west), false);
        clock.advance(CHANGE.plusMillis(500));
        put(EdgeFixture.url(edge.north), false);

        clock.advance(CHANGE.plusMillis(499));
        assertThat(servedBy()).isEqualTo("westeurope");
        clock.advance(Duration.ofMillis(1));
        assertThat(servedBy()).isEqualTo("northeurope");
    }

    @Test
    void goesOnWithAChangeAfterARestart() throws Exception {
        start(clock, CHANGE);
        put(EdgeFixture.url(edge.west), false);
        clock.advance(CHANGE);
        HttpResponse<String> patched = patch(EdgeFixture.url(edge.north), "*");
        edge.restart();

        assertThat(servedBy()).isEqualTo("westeurope");
        clock.advance(CHANGE);
        assertThat(servedBy()).isEqualTo("northeurope");
        assertThat(properties(get()).path("value").asText()).isEqualTo(EdgeFixture.url(edge.north));
        assertThat(patched.statusCode()).isEqualTo(202);
    }

    @Test
    void isFollowedToItsEndByTheSdk() throws Exception {
        start(Clock.systemUTC(), Duration.ofMillis(200));
        GenericResourceInner body = new GenericResourceInner()
                .withProperties(Map.of("displayName", "customers-url", "value", "http://a", "secret", false));
        var resources = edge.resources().manager().serviceClient().getResources();
        Context anyTag = new Context(
                AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY,
                new HttpHeaders().set(HttpHeaderName.IF_MATCH, "*"));

        resources.createOrUpdateById(ID.substring(1), EdgeFixture.VERSION, body);
        GenericResourceInner patched = resources.updateById(
                ID.substring(1),
                EdgeFixture.VERSION,
                new GenericResourceInner().withProperties(Map.of("value", "http://b")),
                anyTag);

        assertThat(((Map<?, ?>) patched.properties()).get("value")).isEqualTo("http://b");
        assertThat(((Map<?, ?>) patched.properties()).get("provisioningState")).isEqualTo("Succeeded");
    }

    private void start(Clock with, Duration change) throws IOException {
        edge = new EdgeFixture(
                dir,
                with,
                spec -> EdgeFixture.with(
                        spec,
                        new EdgeSpec.ApiManagement(
                                "gateway",
                                "northeurope",
                                500,
                                change.toMillis(),
                                List.of(),
                                Map.of(),
                                List.of(new EdgeSpec.Route("/customers", "{{customers-url}}", 60_000)))));
    }

    private HttpResponse<String> put(String value, boolean secret) throws Exception {
        return edge.call(
                "PUT",
                PATH,
                "{\"properties\":{\"displayName\":\"customers-url\",\"value\":\"%s\",\"secret\":%s}}"
                        .formatted(value, secret));
    }

    private HttpResponse<String> patch(String value, String tag) throws Exception {
        return edge.call("PATCH", PATH, "{\"properties\":{\"value\":\"" + value + "\"}}", "If-Match", tag);
    }

    private HttpResponse<String> get() throws Exception {
        return edge.call("GET", PATH, "");
    }

    private String servedBy() throws Exception {
        return edge.ask("/customers/1").headers().firstValue("x-served-by").orElse("nobody");
    }

    private String status(HttpResponse<String> change) throws Exception {
        return JSON.readTree(follow(change, "Azure-AsyncOperation").body())
                .path("status")
                .asText();
    }

    private HttpResponse<String> follow(HttpResponse<String> change, String header) throws Exception {
        String url = change.headers().firstValue(header).orElseThrow();
        return edge.call("GET", url.substring(edge.arm().length()), "");
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode properties(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).path("properties");
    }
}
