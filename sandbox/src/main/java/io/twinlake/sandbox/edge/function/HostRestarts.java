package io.twinlake.sandbox.edge.function;

import io.twinlake.sandbox.edge.EdgeSpec.FunctionApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the hosts of Function apps to start again, and goes on until each was told: a host may be down with its region. */
public final class HostRestarts implements AutoCloseable {

    /** The header that carries the secret between the edge and the hosts. */
    public static final String KEY_HEADER = "x-functions-key";

    /** The host's path; parameter {@code settings} is the revision that it must have at least read. */
    public static final String PATH = "/admin/host/restart";

    private static final Logger LOG = LoggerFactory.getLogger(HostRestarts.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 500;
    private static final long ASK_MILLIS = 100;
    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(30);

    private final String platformKey;
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "host-restarts");
        thread.setDaemon(true);
        return thread;
    });

    public HostRestarts(String platformKey) {
        this.platformKey = platformKey;
    }

    /** A restart in any case. */
    public void request(FunctionApp app) {
        send(app, app.url() + PATH);
    }

    /** A restart unless the host has read that revision of its settings. */
    public void request(FunctionApp app, long settings) {
        send(app, app.url() + PATH + "?settings=" + settings);
    }

    /** Waits until all instances of an app have that revision of its settings; false where they do not come to it. */
    public boolean await(FunctionApp app, long settings) {
        long end = System.nanoTime() + APPLIED_WITHIN.toNanos();
        HttpRequest ask = HttpRequest.newBuilder(URI.create(app.url() + PATH + "?settings=" + settings))
                .header(KEY_HEADER, platformKey)
                .timeout(TIMEOUT)
                .build();
        while (System.nanoTime() < end) {
            try {
                if (client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
                Thread.sleep(ASK_MILLIS);
            } catch (IOException e) {
                LOG.debug("host={} does not answer: {}", app.url(), e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** A later request for an app takes the place of one that is still waiting. */
    private void send(FunctionApp app, String url) {
        waiting.put(app.name(), url);
        worker.execute(() -> deliver(app, url));
    }

    private void deliver(FunctionApp app, String url) {
        if (url.equals(waiting.get(app.name()))) {
            if (isTold(url)) {
                waiting.remove(app.name(), url);
            } else {
                var unused = worker.schedule(() -> deliver(app, url), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean isTold(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header(KEY_HEADER, platformKey)
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException e) {
            LOG.debug("host={} is not reachable yet: {}", url, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
