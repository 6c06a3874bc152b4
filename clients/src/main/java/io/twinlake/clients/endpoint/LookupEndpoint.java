package io.twinlake.clients.endpoint;

import io.twinlake.clients.Product;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.http.Connections;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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

    private static final int REASON_LENGTH = 200;

    private final HttpClient http;

    public LookupEndpoint(SSLContext tls) {
        this.http = Connections.plain(null, tls);
    }

    /** @param within from the connection to the last byte; a longer wait is given up */
    public LookupAnswer ask(URI address, Duration within) {
        long start = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("User-Agent", Product.NAME + "/" + Product.version())
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> response = exchange.get(within.toNanos(), TimeUnit.NANOSECONDS);
            Optional<String> servedBy = response.headers().firstValue(SERVED_BY);
            return new LookupAnswer(
                    response.statusCode(), servedBy, response.body(), since(start), message(response, servedBy));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return none(start, "no answer within " + within.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return none(start, "the wait for the answer was interrupted");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return none(start, "no answer (" + cause.getClass().getSimpleName() + ")");
        }
    }

    /** A refusal says why: the operator who reads it has nothing else to go by. */
    private static String message(HttpResponse<String> response, Optional<String> servedBy) {
        String status = "HTTP " + response.statusCode()
                + servedBy.map(by -> " from " + by).orElse("");
        String reason = response.statusCode() < 400 ? "" : brief(response.body());
        return reason.isEmpty() ? status : status + ", " + reason;
    }

    private static String brief(String body) {
        String line = Redaction.byShape().apply(body).strip().replaceAll("\\s+", " ");
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + "...";
    }

    private static LookupAnswer none(long start, String message) {
        return new LookupAnswer(0, Optional.empty(), "", since(start), message);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
