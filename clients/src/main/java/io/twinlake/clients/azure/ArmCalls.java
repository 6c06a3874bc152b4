package io.twinlake.clients.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Product;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.credentials.EntraTokens;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.config.time.Deadline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Sends calls to Azure Resource Manager: signed in, repeated where that is safe, each within its time, with failures told in words. */
final class ArmCalls {
    private static final Logger log = LoggerFactory.getLogger(ArmCalls.class);
    private static final String AGENT = Product.NAME + "/" + Product.version();

    private final URI address;
    private final HttpPipeline pipeline;
    private final EntraTokens tokens;
    private final RetryPolicy policy;
    private final Deadline inAll;
    private final Duration answer;
    private final Redaction redaction;
    private final ArmFailures failures;

    ArmCalls(
            URI address,
            HttpPipeline pipeline,
            EntraTokens tokens,
            RetryPolicy policy,
            Deadline inAll,
            Duration answer,
            Redaction redaction,
            Clock clock) {
        this.address = address;
        this.pipeline = pipeline;
        this.tokens = tokens;
        this.policy = policy;
        this.inAll = inAll;
        this.answer = answer;
        this.redaction = redaction;
        this.failures = new ArmFailures(clock);
    }

    ArmAnswer send(ArmCall call) {
        try {
            return policy.run(call.repeat(), () -> signedIn(call));
        } catch (FailedTry failure) {
            String unknown = call.isWrite() && failure.effect() == Effect.UNKNOWN
                    ? ". Whether it took effect is not known: read before repeating it"
                    : "";
            throw failure(
                    call, failure.category(), failure.platformCode(), failure.text() + unknown, failure.getCause());
        }
    }

    ClientException failure(
            ArmCall call,
            FailureCategory category,
            @Nullable String platformCode,
            String said,
            @Nullable Throwable cause) {
        String message = "Could not " + call.operation() + " " + call.object() + ": " + said;
        return new ClientException(
                category, call.operation(), call.object(), platformCode, redaction.apply(message), cause);
    }

    /** Whether an address that an answer named is the resource manager's own. */
    boolean isOurs(URI other) {
        return address.getScheme().equalsIgnoreCase(other.getScheme())
                && address.getAuthority().equalsIgnoreCase(other.getAuthority());
    }

    private ArmAnswer signedIn(ArmCall call) {
        String token = signIn();
        try {
            return once(call, token);
        } catch (FailedTry failure) {
            if (failure.category() != FailureCategory.AUTHENTICATION) {
                throw failure;
            }
            tokens.refuse(token);
            String newer = signIn();
            if (newer.equals(token)) {
                throw failure;
            }
            return once(call, newer);
        }
    }

    private String signIn() {
        try {
            return tokens.token();
        } catch (FailedTry failure) {
            throw failure.beforeSending();
        }
    }

    private ArmAnswer once(ArmCall call, String token) {
        Duration limit = inAll.left(answer);
        if (limit.isZero()) {
            throw FailedTry.unanswered(
                    FailureCategory.TIMEOUT, Effect.NONE, "the time allowed for all calls together is over", null);
        }
        long start = System.nanoTime();
        ArmAnswer came = exchange(request(call, token), limit);
        log.debug(
                "{} {}: HTTP {} in {} ms",
                call.method(),
                call.object(),
                came.status(),
                (System.nanoTime() - start) / 1_000_000);
        if (!came.isGood()) {
            throw failures.refused(came, call);
        }
        return came;
    }

    private ArmAnswer exchange(HttpRequest request, Duration limit) {
        try {
            ArmAnswer came = pipeline.send(request)
                    .flatMap(ArmCalls::whole)
                    .timeout(limit)
                    .block();
            if (came == null) {
                throw new IllegalStateException("the HTTP client gave no answer and no failure");
            }
            return came;
        } catch (RuntimeException failure) {
            throw ArmFailures.unanswered(failure);
        }
    }

    private static Mono<ArmAnswer> whole(HttpResponse response) {
        return response.getBodyAsByteArray()
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new ArmAnswer(response.getStatusCode(), response.getHeaders(), bytes));
    }

    private HttpRequest request(ArmCall call, String token) {
        HttpRequest request = new HttpRequest(
                        call.method(), address.resolve(call.path()).toString())
                .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token)
                .setHeader(HttpHeaderName.USER_AGENT, AGENT)
                .setHeader(HttpHeaderName.ACCEPT, "application/json");
        if (call.ifMatch() != null) {
            request.setHeader(HttpHeaderName.IF_MATCH, call.ifMatch());
        }
        @Nullable JsonNode body = call.body();
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                    .setBody(BinaryData.fromString(body.toString()));
        }
        return request;
    }
}
