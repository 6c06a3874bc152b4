package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.twinlake.orchestrator.endtoend.TwoRegions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the way from the product to both regions' workspaces, hands every call on, and lets a test step in at exactly one of
 * them. The sandbox's faults strike a part or a share of its calls; this strikes one call.
 */
final class Wires implements AutoCloseable {
    /** What the product gets in the place of an answer, or an answer of the region. */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        static Answer refused(int status, String code) {
            String body = "{\"error_code\":\"" + code + "\",\"message\":\"The test says " + status + ".\"}";
            return new Answer(
                    status,
                    Map.of("content-type", List.of("application/json"), "retry-after", List.of("0")),
                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Hands a call on to its region. */
    interface HandOn {
        Answer now();
    }

    /** What happens at a call; null cuts the connection without an answer. */
    interface Meeting {
        @Nullable
        Answer at(PassingCall call, HandOn handOn, String authorization) throws Exception;
    }

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "host", "content-length", "expect", "upgrade", "http2-settings", "transfer-encoding");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(Wires::daemon);
    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final List<PassingCall> passed = new CopyOnWriteArrayList<>();
    private final Set<String> polled = new HashSet<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile Meeting meeting = (call, handOn, authorization) -> handOn.now();
    private int number;

    private Wires() {}

    static Wires to(TwoRegions regions) throws IOException {
        Wires wires = new Wires();
        for (JsonNode region : regions.up().path("regions")) {
            wires.open(region.path("name").asText(), region.path("workspace").asText());
        }
        return wires;
    }

    private void open(String region, String workspace) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> pass(region, workspace, exchange));
        server.start();
        servers.add(server);
        addresses.put(workspace, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A configuration by which the product reaches the regions through here. */
    String through(String configuration) {
        String text = configuration;
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            text = text.replace("workspace: " + address.getKey(), "workspace: " + address.getValue());
        }
        return text;
    }

    /** Counts calls from now on, and lets this happen at each. */
    synchronized void meet(Meeting next) {
        number = 0;
        passed.clear();
        polled.clear();
        meeting = next;
    }

    /** Hands every call on as it is. */
    void handOnAll() {
        meet((call, handOn, authorization) -> handOn.now());
    }

    /** The calls that were counted, in the order in which they came. */
    List<PassingCall> passed() {
        return List.copyOf(passed);
    }

    /** Every token that the product has shown so far. */
    Set<String> tokens() {
        return new TreeSet<>(tokens);
    }

    private void pass(String region, String workspace, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (authorization.startsWith("Bearer ")) {
                tokens.add(authorization.substring("Bearer ".length()));
            }
            PassingCall call = counted(
                    region,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    statement(exchange, body));
            Answer answer = meeting.at(call, () -> handOn(workspace, exchange, body), authorization);
            if (answer != null) {
                answer(exchange, answer);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static @Nullable String statement(HttpExchange exchange, byte[] body) throws IOException {
        boolean carriesOne = exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().equals("/api/2.0/sql/statements");
        return carriesOne ? JSON.readTree(body).path("statement").asText() : null;
    }

    /** Signing in, and asking once more for the same statement, is not counted: no gap before them is another one. */
    private synchronized PassingCall counted(String region, String method, String path, @Nullable String statement) {
        boolean again = method.equals("GET") && path.startsWith("/api/2.0/sql/") && !polled.add(path);
        boolean counts = !again && !path.startsWith("/oidc/");
        PassingCall call = new PassingCall(counts ? ++number : 0, region, method, path, statement);
        if (counts) {
            passed.add(call);
        }
        return call;
    }

    private Answer handOn(String workspace, HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(workspace + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT)) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
