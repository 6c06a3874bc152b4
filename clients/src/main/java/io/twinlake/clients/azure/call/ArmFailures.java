package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.exception.ManagementError;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads what Azure says when it refuses a call, in the envelope of Resource Manager, {@code {"error": {"code", "message"}}}, or in that of
 * Microsoft.Web, {@code {"Code", "Message"}}; and what it means that it says nothing.
 */
public record ArmFailures(Clock clock) implements HttpPipelinePolicy {
    /** Conflicts that Azure itself says will pass. */
    private static final String BUSY = "PessimisticConcurrencyConflict";

    /** A conflict by its status, and a lock that somebody put there: no repetition helps. */
    private static final String LOCKED = "ScopeLocked";

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
        boolean secret = CallData.isSecret(call);
        return next.process().flatMap(answer -> {
            if (answer.getStatusCode() / 100 == 2) {
                return Mono.just(answer);
            }
            return answer.getBodyAsByteArray()
                    .defaultIfEmpty(new byte[0])
                    .flatMap(body ->
                            Mono.error(refused(answer.getStatusCode(), answer.getHeaders(), error(body), secret)));
        });
    }

    private FailedTry refused(int status, HttpHeaders headers, ManagementError error, boolean secret) {
        String code = Objects.requireNonNullElse(error.getCode(), "");
        String said = secret ? "" : said(error);
        return FailedTry.answered(
                category(status, code),
                // Azure can say "busy" after the change that it speaks of has been made.
                status == 408 || code.equals(BUSY) || (status >= 500 && status != 503) ? Effect.UNKNOWN : Effect.NONE,
                code.isEmpty() ? null : code,
                RetryAfter.parse(headers.getValue(HttpHeaderName.RETRY_AFTER), clock)
                        .orElse(null),
                "Azure answered HTTP " + status + (code.isEmpty() ? "" : " " + code)
                        + (said.isBlank() ? "" : ": " + said));
    }

    /** With its details, which alone say what is wrong with which property. */
    private static String said(ManagementError error) {
        String details = error.getDetails() == null
                ? ""
                : error.getDetails().stream()
                        .map(ManagementError::getMessage)
                        .filter(Objects::nonNull)
                        .distinct()
                        .filter(detail -> !detail.equals(error.getMessage()))
                        .collect(Collectors.joining("; "));
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        return details.isEmpty() ? message : message + " (" + details + ")";
    }

    /** The code in the answer of a change that failed; null where it has none. */
    public static @Nullable String code(@Nullable String answer) {
        return answer == null
                ? null
                : error(answer.getBytes(StandardCharsets.UTF_8)).getCode();
    }

    /** An empty one where the answer is no such envelope. */
    private static ManagementError error(byte[] body) {
        try (JsonReader json = JsonProviders.createReader(body)) {
            return Objects.requireNonNullElseGet(ManagementError.fromJson(json), ManagementError::new);
        } catch (IOException | IllegalStateException noEnvelope) {
            return new ManagementError();
        }
    }

    private static FailureCategory category(int status, String code) {
        if (code.equals(LOCKED)) {
            return FailureCategory.PERMISSION;
        }
        return switch (status) {
            case 401 -> FailureCategory.AUTHENTICATION;
            case 403 -> FailureCategory.PERMISSION;
            case 404 -> FailureCategory.NOT_FOUND;
            case 408, 504 -> FailureCategory.TIMEOUT;
            case 409, 412 -> FailureCategory.CONFLICT;
            case 429 -> FailureCategory.RATE_LIMITED;
            default -> {
                if (status < 400) {
                    yield FailureCategory.PROTOCOL;
                }
                yield status >= 500 ? FailureCategory.UNAVAILABLE : FailureCategory.INVALID;
            }
        };
    }

    /** The failure of a call that was not answered; what is none is given back as it is. */
    static Throwable unanswered(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            @Nullable FailedTry known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return failure;
    }

    private static @Nullable FailedTry known(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return FailedTry.unanswered(FailureCategory.UNAVAILABLE, Effect.NONE, "no connection came about", cause);
        }
        if (cause instanceof SSLHandshakeException) {
            return FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE,
                    Effect.NONE,
                    "no secure connection came about (" + cause.getMessage() + ")",
                    cause);
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return FailedTry.unanswered(FailureCategory.TIMEOUT, Effect.UNKNOWN, "no answer came in time", cause);
        }
        if (cause instanceof IOException) {
            return FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "the connection broke before the answer was complete",
                    cause);
        }
        return null;
    }
}
