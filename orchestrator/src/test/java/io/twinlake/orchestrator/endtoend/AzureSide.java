package io.twinlake.orchestrator.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.Credentials.AzureServicePrincipal;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import io.twinlake.config.yaml.ConfigurationFile;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What Azure Resource Manager says of the group's switches, asked over plain HTTP and not through the product. */
final class AzureSide {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String VERSION = "?api-version=2024-05-01";

    private final TwoRegions regions;
    private final TwinlakeConfig config;
    private final FailoverGroup group;
    private final HttpClient http;

    AzureSide(TwoRegions regions) throws Exception {
        this.regions = regions;
        this.config = ConfigurationFile.read(Path.of(regions.up().path("config").asText()), System.getenv());
        this.group = config.groups().values().iterator().next();
        this.http = HttpClient.newBuilder()
                .sslContext(trust(regions.folder().resolve("edge/edge-trust.p12")))
                .build();
    }

    private static SSLContext trust(Path store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            trusted.load(in, "sandbox".toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Where the gateway's backend points. */
    String backend() throws Exception {
        return call("GET", backendId() + VERSION).at("/properties/url").asText();
    }

    /** What is written of the gateway's backend. */
    String description() throws Exception {
        return call("GET", backendId() + VERSION).at("/properties/description").asText();
    }

    /** Describes the gateway's backend as a careful client does: on condition that nobody changed it since it was read. */
    int describe(String text) throws Exception {
        HttpResponse<String> read = send(request(backendId() + VERSION).GET());
        String tag = read.headers().firstValue("ETag").orElseThrow();
        String body = "{\"properties\":{\"description\":\"" + text + "\"}}";
        return send(request(backendId() + VERSION)
                        .header("If-Match", tag)
                        .header("Content-Type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private String backendId() {
        return ((GatewayBackend) group.primacy().front().get(0)).backend();
    }

    /** The workspace and warehouse from which a region's Function reads. */
    String lookup(String region) throws Exception {
        JsonNode settings = call("POST", functionId(region) + "/config/appsettings/list" + VERSION)
                .path("properties");
        return pair(
                settings.path("DBSQL_ENDPOINT").asText(),
                settings.path("DBSQL_WAREHOUSE_ID").asText());
    }

    /** Has all instances of a region's Function start again. */
    void restart(String region) throws Exception {
        send(request(functionId(region) + "/restart" + VERSION).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Waits until both instances of a region's Function read from that region's or another's workspace: a change of settings reaches one after the other. */
    void awaitReadsFrom(String region, String from) {
        String workspace = URI.create(up(from).path("workspace").asText()).getAuthority();
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            List<HttpHeaders> answers = List.of(askFunction(region), askFunction(region));
            return answers.stream()
                                    .flatMap(answer -> answer.firstValue("x-instance").stream())
                                    .distinct()
                                    .count()
                            == 2
                    && answers.stream()
                            .allMatch(answer ->
                                    answer.firstValue("x-reads-from").orElse("").equals(workspace));
        });
    }

    private HttpHeaders askFunction(String region) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(functionOf(region) + "/customers/" + MovedGroup.CUSTOMER));
        up(region)
                .path("functionHeaders")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return send(request).headers();
    }

    private String functionId(String region) {
        return ((FunctionSettings)
                        group.primacy().behind(new RegionName(region)).get(0))
                .app();
    }

    /** The workspace and warehouse of a region. */
    String warehouseOf(String region) {
        JsonNode up = up(region);
        return pair(up.path("workspace").asText(), up.path("warehouse").asText());
    }

    /** The address of a region's Function. */
    String functionOf(String region) {
        return up(region).path("function").asText();
    }

    private static String pair(String endpoint, String warehouse) {
        return endpoint.replaceFirst("^https?://", "") + " " + warehouse;
    }

    private JsonNode up(String region) {
        for (JsonNode each : regions.up().path("regions")) {
            if (each.path("name").asText().equals(region)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no region " + region);
    }

    private JsonNode call(String method, String path) throws Exception {
        return MAPPER.readTree(send(request(path).method(method, HttpRequest.BodyPublishers.noBody()))
                .body());
    }

    private HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(arm() + path)).header("Authorization", "Bearer " + token());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String token() throws Exception {
        AzureServicePrincipal principal = (AzureServicePrincipal) config.azure().credentials();
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                principal.clientId(),
                "client_secret",
                principal.clientSecret().value(),
                "scope",
                "https://management.azure.com/.default");
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(arm() + "/" + principal.tenantId() + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return MAPPER.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    private String arm() {
        return regions.up().path("edge").path("arm").asText();
    }
}
