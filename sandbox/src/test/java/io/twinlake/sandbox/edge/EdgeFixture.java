package io.twinlake.sandbox.edge;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.models.GenericResources;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An edge in a folder, two stand-ins for the regions' Functions, and the clients that reach them. */
public final class EdgeFixture implements AutoCloseable {

    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    public static final String TENANT = "11111111-1111-1111-1111-111111111111";
    public static final String OPERATOR = "22222222-2222-2222-2222-222222222222";
    public static final String AUDITOR = "33333333-3333-3333-3333-333333333333";
    public static final String SECRET = "operator-secret";
    public static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/lakehouse";
    public static final String SERVICE = GROUP + "/providers/Microsoft.ApiManagement/service/gateway";
    public static final String VERSION = "2024-05-01";

    private static final List<String> CERTIFICATE_FILES = List.of("edge.p12", "edge.pem", "edge-trust.p12");
    private static @Nullable Path certificates;

    public final EdgeSpec spec;
    public final HttpServer west;
    public final HttpServer north;
    private Edge edge;
    private final Clock clock;

    public EdgeFixture(Path dir) throws IOException {
        this(dir, Clock.systemUTC(), spec -> spec);
    }

    public EdgeFixture(Path dir, Clock clock, UnaryOperator<EdgeSpec> change) throws IOException {
        this.clock = clock;
        this.west = region("westeurope");
        this.north = region("northeurope");
        this.spec = change.apply(new EdgeSpec(
                dir.resolve("edge"),
                dir.resolve("calls.jsonl"),
                new EdgeSpec.Ports(0, 0, 0, 0, 0),
                SUBSCRIPTION,
                TENANT,
                new EdgeSpec.ResourceGroup("lakehouse", "northeurope"),
                List.of(
                        new EdgeSpec.Client(OPERATOR, SECRET, "Contributor"),
                        new EdgeSpec.Client(AUDITOR, SECRET, "Reader")),
                "identity-header",
                "platform-key",
                new EdgeSpec.ApiManagement(
                        "gateway",
                        "northeurope",
                        0,
                        0,
                        List.of(),
                        Map.of("customers", Map.of("url", url(west), "protocol", "http")),
                        List.of(new EdgeSpec.Route("/customers", "customers", 60_000))),
                new EdgeSpec.AppConfiguration(
                        "lookup",
                        "key-id",
                        Base64.getEncoder().encodeToString("secret".getBytes(StandardCharsets.UTF_8))),
                List.of(
                        new EdgeSpec.FunctionApp(
                                "lookup-west", "westeurope", url(west), Map.of("DBSQL_ENDPOINT", "http://west")),
                        new EdgeSpec.FunctionApp(
                                "lookup-north", "northeurope", url(north), Map.of("DBSQL_ENDPOINT", "http://north")))));
        Files.createDirectories(spec.dir());
        copyCertificate(spec.dir());
        this.edge = Edge.start(spec, clock);
    }

    /** Ends the edge and starts it again on its folder. */
    public void restart() throws Exception {
        edge.close();
        edge = Edge.start(spec, clock);
    }

    public Edge edge() {
        return edge;
    }

    public String arm() {
        return "https://localhost:" + edge.ports().arm();
    }

    public String store() {
        return "https://localhost:" + edge.ports().appConfiguration();
    }

    public String gateway() {
        return "http://127.0.0.1:" + edge.ports().gateway();
    }

    /** A spec with another API Management service. */
    public static EdgeSpec with(EdgeSpec spec, EdgeSpec.ApiManagement service) {
        return new EdgeSpec(
                spec.dir(),
                spec.calls(),
                spec.ports(),
                spec.subscription(),
                spec.tenant(),
                spec.resourceGroup(),
                spec.clients(),
                spec.identityHeader(),
                spec.platformKey(),
                service,
                spec.appConfiguration(),
                spec.functionApps());
    }

    public static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Azure's generic resources, for the operator. */
    public GenericResources resources() {
        AzureEnvironment environment = new AzureEnvironment(Map.of(
                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), arm() + "/",
                AzureEnvironment.Endpoint.MANAGEMENT.identifier(), arm() + "/",
                AzureEnvironment.Endpoint.ACTIVE_DIRECTORY.identifier(), arm() + "/"));
        return ResourceManager.configure()
                .withHttpClient(azureClient())
                .authenticate(credential(OPERATOR), new AzureProfile(TENANT, SUBSCRIPTION, environment))
                .withSubscription(SUBSCRIPTION)
                .genericResources();
    }

    public ClientSecretCredential credential(String clientId) {
        return new ClientSecretCredentialBuilder()
                .authorityHost(arm())
                .tenantId(TENANT)
                .clientId(clientId)
                .clientSecret(SECRET)
                .disableInstanceDiscovery()
                .httpClient(azureClient())
                .build();
    }

    public HttpClient azureClient() {
        return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(tls())).build();
    }

    /** A plain request to Resource Manager with the operator's token. */
    public HttpResponse<String> call(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(arm() + path, method, body, withToken(OPERATOR, headers));
    }

    public HttpResponse<String> send(String url, String method, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return java.net.http.HttpClient.newBuilder()
                .sslContext(tls())
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> ask(String path, String... headers) throws IOException, InterruptedException {
        return send(gateway() + path, "GET", "", headers);
    }

    public String token(String clientId) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                arm() + "/" + TENANT + "/oauth2/v2.0/token",
                "POST",
                "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
                        .formatted(clientId, SECRET, "https://management.azure.com//.default"),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    public String[] withToken(String clientId, String... headers) throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token(clientId);
        return all;
    }

    private SSLContext tls() {
        try (InputStream in = Files.newInputStream(edge.certificate().trustStore())) {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(in, LoopbackCertificate.PASSWORD.toCharArray());
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Spares each edge the making of a certificate: all of a test run show the same one. */
    private static synchronized void copyCertificate(Path dir) throws IOException {
        if (certificates == null) {
            certificates = Files.createTempDirectory("edge-certificate");
            certificates.toFile().deleteOnExit();
            LoopbackCertificate.in(certificates);
        }
        for (String file : CERTIFICATE_FILES) {
            certificates.resolve(file).toFile().deleteOnExit();
            Files.copy(certificates.resolve(file), dir.resolve(file));
        }
    }

    /** A Function that says who served; {@code /customers/broken} fails. */
    private static HttpServer region(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"path\":\"%s\",\"key\":\"%s\"}"
                    .formatted(
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("x-functions-key"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("x-served-by", name);
            exchange.sendResponseHeaders(status(exchange.getRequestURI().getPath()), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int status(String path) {
        return path.startsWith("/admin/") ? 202 : path.endsWith("broken") ? 503 : 200;
    }

    @Override
    public void close() throws Exception {
        edge.close();
        west.stop(0);
        north.stop(0);
    }
}
