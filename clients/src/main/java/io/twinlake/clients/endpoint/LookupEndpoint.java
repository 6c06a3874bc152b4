package io.twinlake.clients.endpoint;

import io.twinlake.clients.Product;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.http.Connections;
import io.twinlake.clients.retry.RetryAfter;
import io.twinlake.config.access.Secret;
import io.twinlake.config.primacy.LookupProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Asks the API for a row, once each time: no answer is an answer too. Thread safe. */
public final class LookupEndpoint {
    /** The header in which the API names the region that answered. */
    public static final String SERVED_BY = "x-served-by";

    /** The header in which the Function names the host of the workspace that it read. */
    public static final String READS_FROM = "x-reads-from";

    private static final int REASON_LENGTH = 200;

    private final HttpClient http;

    public LookupEndpoint(SSLContext tls) {
        this.http = Connections.plain(null, tls);
    }

    /**
     * Asks for the probe's row.
     *
     * @param within from the connection to the last byte; a longer wait is given up
     */
    public LookupAnswer ask(LookupProbe probe, Duration within) {
        return ask(probe, probe.address(), within);
    }

    /** Asks the probe's endpoint, as its client, for what is at another path. */
    public LookupAnswer ask(LookupProbe probe, String path, Duration within) {
        return ask(probe, probe.at(path), within);
    }

    private LookupAnswer ask(LookupProbe probe, URI address, Duration within) {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request(address, probe.headers()), BodyHandlers.ofString());
        try {
            HttpResponse<String> response = exchange.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return answer(response, probe.headers(), since(start));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return LookupAnswer.none(since(start), "no answer within " + within.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return LookupAnswer.none(since(start), "the wait for the answer was interrupted");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return LookupAnswer.none(
                    since(start), "no answer (" + cause.getClass().getSimpleName() + ")");
        }
    }

    /** Nobody in between may give what he kept: only what answers now proves something. */
    private static HttpRequest request(URI address, Map<String, Secret> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("User-Agent", Product.NAME + "/" + Product.version())
                .header("Accept", "application/json")
                .header("Cache-Control", "no-cache");
        headers.forEach((name, value) -> request.header(name, value.value()));
        return request.build();
    }

    private static LookupAnswer answer(HttpResponse<String> response, Map<String, Secret> sent, Duration took) {
        Optional<String> servedBy = response.headers().firstValue(SERVED_BY);
        Optional<Duration> retryAfter =
                RetryAfter.parse(response.headers().firstValue("Retry-After").orElse(null), Clock.systemUTC());
        return new LookupAnswer(
                AnswerKind.of(response.statusCode(), response.headers()),
                servedBy,
                response.headers().firstValue(READS_FROM),
                response.body(),
                took,
                message(response, servedBy, sent),
                retryAfter);
    }

    /** A refusal says why: the operator who reads it has nothing else to go by. */
    private static String message(HttpResponse<String> response, Optional<String> servedBy, Map<String, Secret> sent) {
        String status = "HTTP " + response.statusCode()
                + servedBy.map(by -> " from " + by).orElse("");
        String reason = response.statusCode() < 400 ? "" : brief(response.body(), sent);
        return reason.isEmpty() ? status : status + ", " + reason;
    }

    /** Whoever refuses a key may repeat it. */
    private static String brief(String body, Map<String, Secret> sent) {
        Redaction redaction =
                Redaction.of(sent.values().stream().map(Secret::value).toList());
        String line = redaction.apply(body).strip().replaceAll("\\s+", " ");
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + "...";
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
