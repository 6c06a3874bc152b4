package io.twinlake.clients.databricks.rest.transport;

import com.databricks.sdk.core.http.HttpClient;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.core.http.Response;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Product;
import io.twinlake.clients.http.Connections;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.tls.PrivateAuthority;
import io.twinlake.config.time.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP for the SDK, over the JDK's client: no retries of its own, no log of headers, and a
 * time limit on the whole exchange, from the name's resolution to the last byte. Whatever fails becomes a {@link FailedTry}, before the
 * SDK's own error handling could retry it or lose its {@code Retry-After}.
 */
public final class Transport implements HttpClient {
    private final java.net.http.HttpClient http;
    private final Duration answer;
    private final Deadline inAll;
    private final Refusals refusals;

    /** @param inAll for all calls together */
    public Transport(CallLimits limits, Deadline inAll, Clock clock) {
        this.http = Connections.plain(limits.connect(), PrivateAuthority.none());
        this.answer = limits.answer();
        this.inAll = inAll;
        this.refusals = new Refusals(clock);
    }

    @Override
    public Response execute(Request request) {
        Duration longest = request instanceof TimedRequest timed ? timed.limit() : answer;
        HttpResponse<byte[]> response = exchange(asJdkRequest(request), longest);
        boolean redirected = response.statusCode() / 100 == 3 && !(request instanceof TimedRequest);
        // The SDK's own requests, when it signs in, may want to see where a redirect leads.
        if (response.statusCode() / 100 != 2 && !redirected) {
            throw refusals.of(response);
        }
        return asSdkResponse(request, response);
    }

    /**
     * What a link leads to. It is asked for without our sign-in, which would be refused there, and would be given away.
     *
     * @throws FailedTry which tells no more of the link than its host
     */
    public byte[] download(ResultLink link) {
        HttpResponse<byte[]> response = exchange(asJdkRequest(link), answer);
        if (response.statusCode() == 200) {
            return response.body();
        }
        throw refusals.ofStorage(response);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, Duration longest) {
        Duration limit = inAll.left(longest);
        if (limit.isZero()) {
            throw FailedTry.unanswered(
                    FailureCategory.TIMEOUT, Effect.NONE, "the time allowed for all calls together is over", null);
        }
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw FailedTry.unanswered(
                    FailureCategory.TIMEOUT, Effect.UNKNOWN, "no answer came within " + limit.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "the wait for the answer was interrupted",
                    interrupted);
        } catch (ExecutionException failed) {
            throw withoutAnswer(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private static FailedTry withoutAnswer(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE, Effect.NONE, "no connection came about in time", cause);
        }
        if (cause instanceof ConnectException) {
            String said = cause.getCause() instanceof UnresolvedAddressException
                    ? "the host's name is not known"
                    : "the connection was refused";
            return FailedTry.unanswered(FailureCategory.UNAVAILABLE, Effect.NONE, said, cause);
        }
        if (cause instanceof SSLHandshakeException) {
            return FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE,
                    Effect.NONE,
                    "no secure connection came about (" + cause.getMessage() + ")",
                    cause);
        }
        if (cause instanceof IOException) {
            String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "the connection broke before the answer was complete (" + detail + ")",
                    cause);
        }
        throw new IllegalStateException("the HTTP client failed in a way it does not document", cause);
    }

    private static HttpRequest asJdkRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getUri());
        request.getHeaders().forEach(builder::header);
        boolean hasBody = request.isBodyString() && request.getBodyString() != null;
        builder.method(
                request.getMethod(),
                hasBody ? BodyPublishers.ofString(request.getBodyString()) : BodyPublishers.noBody());
        return builder.build();
    }

    private static HttpRequest asJdkRequest(ResultLink link) {
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(link.address()).header("User-Agent", Product.NAME + "/" + Product.version());
            link.headers().forEach(builder::header);
            return builder.build();
        } catch (IllegalArgumentException unusable) {
            // Its message has the headers in it, and they are secrets as the link is.
            throw FailedTry.answered(
                    FailureCategory.PROTOCOL,
                    Effect.NONE,
                    null,
                    null,
                    "the link to " + link.host() + " cannot be used");
        }
    }

    private static Response asSdkResponse(Request request, HttpResponse<byte[]> response) {
        try {
            return new Response(
                    request,
                    response.uri().toURL(),
                    response.statusCode(),
                    Integer.toString(response.statusCode()),
                    response.headers().map(),
                    new ByteArrayInputStream(response.body()));
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
