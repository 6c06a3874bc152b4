package io.twinlake.sandbox.demo.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the gateway for one customer after the other, without pause; a request that fails is tried once more, a second later. */
public final class GatewayClient implements AutoCloseable {

    private static final int TRIES = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String SERVED_BY = "x-served-by";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String gateway;
    private final Map<String, String> headers;
    private final List<Asked> asked = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    private GatewayClient(String gateway, Map<String, String> headers, List<String> ids) {
        this.gateway = gateway;
        this.headers = Map.copyOf(headers);
        this.thread = new Thread(() -> ask(ids), "gateway-client");
        this.thread.setDaemon(true);
    }

    /**
     * Starts asking.
     *
     * @param headers that the gateway wants of its clients
     * @param ids of the customers that are asked for, in turn
     */
    public static GatewayClient start(String gateway, Map<String, String> headers, List<String> ids) {
        GatewayClient client = new GatewayClient(gateway, headers, ids);
        client.thread.start();
        return client;
    }

    /** All requests that have ended so far. */
    public synchronized Requests requests() {
        return new Requests(asked);
    }

    /** Asks once, beside the others and unrecorded, with a second try as the others have. */
    public Asked ask(String id) throws InterruptedException {
        Instant begin = Instant.now();
        Answer answer = once(id);
        int tries = 1;
        while (answer.status != 200 && tries < TRIES) {
            Thread.sleep(BETWEEN_TRIES.toMillis());
            answer = once(id);
            tries++;
        }
        long millis = Duration.between(begin, Instant.now()).toMillis();
        return new Asked(begin, millis, tries, answer.status, answer.servedBy, answer.body);
    }

    private void ask(List<String> ids) {
        try {
            for (int next = 0; !closed; next = (next + 1) % ids.size()) {
                record(ask(ids.get(next)));
            }
        } catch (InterruptedException e) {
            // Closed while it waited for an answer or a second try: that request is not counted.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void record(Asked request) {
        asked.add(request);
    }

    private record Answer(
            int status, @Nullable String servedBy, @Nullable String body) {}

    private Answer once(String id) throws InterruptedException {
        HttpRequest.Builder asking =
                HttpRequest.newBuilder(URI.create(gateway + "/customers/" + id)).timeout(PATIENCE);
        headers.forEach(asking::header);
        HttpRequest request = asking.build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue(SERVED_BY).orElse(null),
                    response.body());
        } catch (IOException e) {
            // The caller's view of it: no answer.
            return new Answer(0, null, null);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
