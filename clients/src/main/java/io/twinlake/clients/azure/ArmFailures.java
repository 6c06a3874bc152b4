package io.twinlake.clients.azure;

import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Reads what Azure says when it refuses a call, {@code {"error": {"code", "message"}}}, and what it means that it says nothing. */
final class ArmFailures {
    /** Conflicts that Azure itself says will pass. */
    private static final String BUSY = "PessimisticConcurrencyConflict";

    private final Clock clock;

    ArmFailures(Clock clock) {
        this.clock = clock;
    }

    FailedTry refused(ArmAnswer answer, ArmCall call) {
        int status = answer.status();
        JsonNode error = error(answer);
        String code = error.path("code").asText("");
        String said = call.secret() ? "" : error.path("message").asText("");
        return FailedTry.answered(
                category(status),
                // Azure can say "busy" after the change that it speaks of has been made.
                status == 408 || code.equals(BUSY) || (status >= 500 && status != 503) ? Effect.UNKNOWN : Effect.NONE,
                code.isEmpty() ? null : code,
                RetryAfter.parse(answer.header(HttpHeaderName.RETRY_AFTER), clock)
                        .orElse(null),
                "Azure answered HTTP " + status + (code.isEmpty() ? "" : " " + code)
                        + (said.isBlank() ? "" : ": " + said));
    }

    private static JsonNode error(ArmAnswer answer) {
        JsonNode body = answer.object();
        return body == null ? MissingNode.getInstance() : body.path("error");
    }

    private static FailureCategory category(int status) {
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

    static FailedTry unanswered(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            @Nullable FailedTry known = unanswered(cause);
            if (known != null) {
                return known;
            }
        }
        throw failure;
    }

    private static @Nullable FailedTry unanswered(Throwable cause) {
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
