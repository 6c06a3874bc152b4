package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.ResourcesClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.models.GenericResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends through Azure's own SDK and, where a header or a shape is the point, over plain HTTP. */
final class BackendsContractTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BACKEND = EdgeFixture.SERVICE + "/backends/customers";
    private static final String POOL = """
            {"properties":{"type":"Pool","pool":{"services":[{"id":"%s","priority":1}]},"aFieldOfTomorrow":{"x":[1]}}}
            """.formatted(BACKEND);

    @TempDir
    Path dir;

    private EdgeFixture edge;

    @BeforeEach
    void start() throws Exception {
        edge = new EdgeFixture(dir);
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void readsABackendThroughTheSdk() {
        GenericResource backend = edge.resources().getById(BACKEND.substring(1), EdgeFixture.VERSION);

        assertThat(backend.name()).isEqualTo("customers");
        assertThat(backend.type()).isEqualTo("Microsoft.ApiManagement/service/backends");
        assertThat(((Map<?, ?>) backend.properties()).get("url")).isEqualTo(EdgeFixture.url(edge.west));
    }

    @Test
    void turnsABackendThroughTheSdkWithTheTagThatItRead() throws Exception {
        ResourcesClient resources = edge.resources().manager().serviceClient().getResources();
        Response<GenericResourceInner> read =
                resources.getByIdWithResponse(BACKEND.substring(1), EdgeFixture.VERSION, Context.NONE);
        HttpHeaders condition =
                new HttpHeaders().set(HttpHeaderName.IF_MATCH, read.getHeaders().getValue(HttpHeaderName.ETAG));
        Context conditional = new Context(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, condition);
        GenericResourceInner turned = new GenericResourceInner()
                .withProperties(Map.of("url", EdgeFixture.url(edge.north), "protocol", "http"));

        resources.createOrUpdateById(BACKEND.substring(1), EdgeFixture.VERSION, turned, conditional);

        assertThat(properties(get(BACKEND)).path("url").asText()).isEqualTo(EdgeFixture.url(edge.north));
        assertThat(edge.ask("/customers/7").headers().firstValue("x-served-by")).contains("northeurope");
        assertThatThrownBy(() ->
                        resources.createOrUpdateById(BACKEND.substring(1), EdgeFixture.VERSION, turned, conditional))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        failure -> assertThat(failure.getResponse().getStatusCode())
                                .isEqualTo(412));
    }

    @Test
    void answersAnUnknownBackendAsTheSdkExpects() {
        assertThatThrownBy(() -> edge.resources().getById(BACKEND.substring(1) + "x", EdgeFixture.VERSION))
                .isInstanceOfSatisfying(ManagementException.class, failure -> {
                    assertThat(failure.getResponse().getStatusCode()).isEqualTo(404);
                    assertThat(failure.getValue().getCode()).isEqualTo("ResourceNotFound");
                });
    }

    @Test
    void keepsFieldsThatItDoesNotKnow() throws Exception {
        edge.call("PUT", path(EdgeFixture.SERVICE + "/backends/pool"), POOL);

        assertThat(properties(get(EdgeFixture.SERVICE + "/backends/pool")))
                .isEqualTo(JSON.readTree(POOL).path("properties"));
    }

    @Test
    void createsWith201AndReplacesWith200() throws Exception {
        String one = EdgeFixture.SERVICE + "/backends/pool";
        HttpResponse<String> created = edge.call("PUT", path(one), POOL);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(created.body()).path("id").asText()).isEqualTo(one);
        assertThat(JSON.readTree(created.body()).path("type").asText())
                .isEqualTo("Microsoft.ApiManagement/service/backends");
        assertThat(edge.call("PUT", path(one), POOL).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAWriteWhoseTagIsStale() throws Exception {
        String read = tag(get(BACKEND));
        assertThat(put("http://a", "If-Match", read).statusCode()).isEqualTo(200);

        HttpResponse<String> late = put("http://b", "If-Match", read);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(error(late)).isEqualTo("PreconditionFailed");
        assertThat(properties(get(BACKEND)).path("url").asText()).isEqualTo("http://a");
    }

    @Test
    void givesARecreatedBackendATagOfItsOwn() throws Exception {
        String read = tag(get(BACKEND));
        edge.call("DELETE", path(BACKEND), "", "If-Match", read);
        put("http://a");

        assertThat(put("http://b", "If-Match", read).statusCode()).isEqualTo(412);
    }

    @Test
    void takesAPutWithoutACondition() throws Exception {
        assertThat(put("http://a").statusCode()).isEqualTo(200);
    }

    @Test
    void wantsAConditionForAPatchAndADelete() throws Exception {
        String patch = "{\"properties\":{\"url\":\"http://a\"}}";

        assertThat(edge.call("PATCH", path(BACKEND), patch).statusCode()).isEqualTo(400);
        assertThat(edge.call("DELETE", path(BACKEND), "").statusCode()).isEqualTo(400);
        assertThat(edge.call("PATCH", path(BACKEND), patch, "If-Match", tag(get(BACKEND)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(edge.call("DELETE", path(BACKEND), "", "If-Match", "*").statusCode())
                .isEqualTo(200);
        assertThat(edge.call("DELETE", path(BACKEND), "", "If-Match", "*").statusCode())
                .isEqualTo(204);
    }

    @Test
    void patchesOnlyWhatThePatchNames() throws Exception {
        edge.call("PATCH", path(BACKEND), "{\"properties\":{\"title\":\"Lookup\"}}", "If-Match", "*");

        assertThat(properties(get(BACKEND)).path("title").asText()).isEqualTo("Lookup");
        assertThat(properties(get(BACKEND)).path("url").asText()).isEqualTo(EdgeFixture.url(edge.west));
    }

    @Test
    void listsAllBackends() throws Exception {
        edge.call("PUT", path(EdgeFixture.SERVICE + "/backends/pool"), POOL);
        JsonNode list = JSON.readTree(get(EdgeFixture.SERVICE + "/backends").body());

        assertThat(list.path("value").findValuesAsText("name")).containsExactly("customers", "pool");
        assertThat(list.path("count").asInt()).isEqualTo(2);
    }

    @Test
    void givesTheTagAloneToAHead() throws Exception {
        HttpResponse<String> head = edge.call("HEAD", path(BACKEND), "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).contains(tag(get(BACKEND)));
    }

    @Test
    void refusesABackendThatCannotWork() throws Exception {
        for (String body : List.of(
                "{\"properties\":{\"protocol\":\"http\"}}",
                "{\"properties\":{\"url\":\"http://a\"}}",
                "{\"properties\":{\"type\":\"Pool\"}}",
                "{}",
                "not json")) {
            assertThat(edge.call("PUT", path(BACKEND), body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void saysWhatIsMissingInARequest() throws Exception {
        HttpResponse<String> noVersion = edge.call("GET", BACKEND, "");
        assertThat(noVersion.statusCode()).isEqualTo(400);
        assertThat(error(noVersion)).isEqualTo("MissingApiVersionParameter");

        assertThat(error(get("/subscriptions/other/resourceGroups/lakehouse"))).isEqualTo("SubscriptionNotFound");
        assertThat(error(get(EdgeFixture.GROUP + "x"))).isEqualTo("ResourceGroupNotFound");
        assertThat(error(get(EdgeFixture.SERVICE + "x/backends/customers"))).isEqualTo("ResourceNotFound");
        assertThat(error(get(EdgeFixture.GROUP + "/providers/Microsoft.Nothing/things/x")))
                .isEqualTo("InvalidResourceType");
    }

    @Test
    void refusesWhoIsNotAllowed() throws Exception {
        String url = edge.arm() + path(BACKEND);
        HttpResponse<String> nobody = edge.send(url, "GET", "");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(error(nobody)).isEqualTo("AuthenticationFailed");
        assertThat(edge.send(url, "GET", "", "Authorization", "Bearer x.y.z").statusCode())
                .isEqualTo(401);

        String[] auditor = edge.withToken(EdgeFixture.AUDITOR);
        assertThat(edge.send(url, "GET", "", auditor).statusCode()).isEqualTo(200);
        HttpResponse<String> write = edge.send(url, "PUT", POOL, auditor);
        assertThat(write.statusCode()).isEqualTo(403);
        assertThat(error(write)).isEqualTo("AuthorizationFailed");
    }

    @Test
    void tellsHowManyRequestsAreLeft() throws Exception {
        assertThat(get(BACKEND).headers().firstValue("x-ms-ratelimit-remaining-subscription-reads"))
                .contains("249");
        assertThat(put("http://a").headers().firstValue("x-ms-ratelimit-remaining-subscription-writes"))
                .contains("199");
    }

    @Test
    void remembersAnAcknowledgedChangeAfterARestart() throws Exception {
        HttpResponse<String> written = put(EdgeFixture.url(edge.north));
        edge.restart();

        HttpResponse<String> read = get(BACKEND);
        assertThat(tag(read)).isEqualTo(tag(written));
        assertThat(properties(read).path("url").asText()).isEqualTo(EdgeFixture.url(edge.north));
        assertThat(edge.ask("/customers/7").headers().firstValue("x-served-by")).contains("northeurope");
    }

    @Test
    void namesTheRegionOfTheManagementPlane() throws Exception {
        assertThat(JSON.readTree(get(EdgeFixture.SERVICE).body())
                        .path("location")
                        .asText())
                .isEqualTo("northeurope");
    }

    private HttpResponse<String> put(String url, String... headers) throws Exception {
        return edge.call(
                "PUT", path(BACKEND), "{\"properties\":{\"url\":\"" + url + "\",\"protocol\":\"http\"}}", headers);
    }

    private HttpResponse<String> get(String id) throws Exception {
        return edge.call("GET", path(id), "");
    }

    private static String path(String id) {
        return id + "?api-version=" + EdgeFixture.VERSION;
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode properties(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).path("properties");
    }

    private static String error(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).path("error").path("code").asText();
    }
}
