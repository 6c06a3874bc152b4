package io.twinlake.sandbox.fault;

import io.javalin.Javalin;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.calls.CallLogHandler;
import io.twinlake.sandbox.edge.SettableClock;
import io.twinlake.sandbox.process.Ports;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.ServerConnector;

/** A small real server with every fault hook in place: it counts its POSTs and serves one list. */
final class FaultyServer implements AutoCloseable {

    /** What the faults take for the time. */
    final SettableClock clock = new SettableClock();

    final Faults faults = new Faults(clock, new Random(7));
    final AtomicInteger effects = new AtomicInteger();
    private final CallLog log;
    private final Javalin app;
    private final Ports ports = Ports.claim(new Random());
    private final int port = ports.next();
    private final FaultDoor door;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpClient impatient =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(700)).build();

    FaultyServer(Path calls) {
        log = CallLog.open(calls);
        app = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.modifyServer(server -> server.setHandler(new CallLogHandler(
                            log, "westeurope", "workspace", new FaultHandler(faults, new DatabricksDialect()))));
                    config.routes.get("/api/hello", context -> context.result("hello"));
                    config.routes.get(
                            "/api/catalogs",
                            context -> context.result("catalogs from "
                                    + Optional.ofNullable(context.queryParam("page_token"))
                                            .orElse("the start")));
                    config.routes.post("/api/things", context -> {
                        context.attribute(CallLogHandler.STATEMENT, context.body());
                        context.result("thing " + effects.incrementAndGet());
                    });
                })
                .start("127.0.0.1", port);
        door = new FaultDoor((ServerConnector) app.jettyServer().server().getConnectors()[0], faults);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(client, request(path, headers));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(client, request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A GET that does not wait long for its connection, where none is expected. */
    HttpResponse<String> getInVain(String path) throws IOException, InterruptedException {
        return send(impatient, request(path).timeout(Duration.ofMinutes(1)));
    }

    /** A connection that the server has taken: it was answered on it. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        say(socket, "GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("hello") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException(answer.toString());
            }
            answer.append((char) next);
        }
        return socket;
    }

    /** A POST on that connection, which waits for no answer. */
    void post(Socket socket, String path, String body) throws IOException {
        say(
                socket,
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, body.length(), body));
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A POST that waits for its answer without an end. */
    CompletableFuture<HttpResponse<String>> start(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body));
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length > 0 ? request.headers(headers) : request;
    }

    @Override
    public void close() throws IOException {
        faults.clear();
        door.close();
        app.stop();
        log.close();
        ports.close();
    }
}
