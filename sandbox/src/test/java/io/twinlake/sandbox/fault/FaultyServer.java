package io.twinlake.sandbox.fault;

import io.javalin.Javalin;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.calls.CallLogHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.ServerConnector;

/** A small real server with every fault hook in place: it counts its POSTs and serves one list. */
final class FaultyServer implements AutoCloseable {

    final Faults faults = new Faults(Clock.systemUTC(), new Random(7));
    final AtomicInteger effects = new AtomicInteger();
    private final CallLog log;
    private final Javalin app;
    private final int port;
    private final FaultDoor door;
    private final HttpClient client =
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
                .start("127.0.0.1", 0);
        port = app.port();
        door = new FaultDoor((ServerConnector) app.jettyServer().server().getConnectors()[0], faults);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A POST that waits for its answer without an end. */
    CompletableFuture<HttpResponse<String>> start(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMillis(1500));
    }

    @Override
    public void close() throws IOException {
        faults.clear();
        door.close();
        app.stop();
        log.close();
    }
}
