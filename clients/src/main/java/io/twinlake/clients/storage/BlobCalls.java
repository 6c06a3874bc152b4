package io.twinlake.clients.storage;

import com.azure.core.exception.UnexpectedLengthException;
import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.Repeat;
import io.twinlake.clients.retry.RetryAfter;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.config.time.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls to one container: tried again where that is safe, with failures told in words. */
final class BlobCalls {
    private final String container;
    private final RetryPolicy policy;
    private final Deadline inAll;
    private final Duration answer;
    private final Redaction redaction;
    private final Clock clock;

    BlobCalls(String container, RetryPolicy policy, Deadline inAll, Duration answer, Redaction redaction, Clock clock) {
        this.container = container;
        this.policy = policy;
        this.inAll = inAll;
        this.answer = answer;
        this.redaction = redaction;
        this.clock = clock;
    }

    /** @param attempt one try, which is given the time that its answer may take; it throws what the SDK throws */
    <T> T run(Repeat repeat, String operation, @Nullable String blob, Function<Duration, T> attempt) {
        try {
            return policy.run(repeat, () -> once(() -> attempt.apply(inAll.left(answer))));
        } catch (FailedTry failure) {
            throw failure(
                    operation, blob, failure.category(), failure.platformCode(), failure.text(), failure.getCause());
        }
    }

    ClientException failure(
            String operation,
            @Nullable String blob,
            FailureCategory category,
            @Nullable String code,
            String said,
            @Nullable Throwable cause) {
        String what = blob == null || blob.isEmpty() ? "" : " " + blob;
        String message = "Could not " + operation + what + " in " + container + ": " + said;
        return new ClientException(category, operation, blob, code, redaction.apply(message), cause);
    }

    /** Whether another was quicker; a conflict over the container as a whole is no race for a blob. */
    static boolean isLostRace(ClientException refused) {
        String code = refused.platformCode();
        return refused.category() == FailureCategory.CONFLICT && (code == null || !code.startsWith("Container"));
    }

    private <T> T once(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (FailedTry failure) {
            throw failure;
        } catch (BlobStorageException refused) {
            throw refused(refused);
        } catch (RuntimeException failure) {
            throw withoutAnswer(failure);
        }
    }

    private FailedTry refused(BlobStorageException refused) {
        int status = refused.getStatusCode();
        String code =
                refused.getErrorCode() == null ? null : refused.getErrorCode().toString();
        return FailedTry.answered(
                category(status),
                status == 408 || (status >= 500 && status != 503) ? Effect.UNKNOWN : Effect.NONE,
                code,
                RetryAfter.parse(refused.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER), clock)
                        .orElse(null),
                "the account answered HTTP " + status + (code == null ? "" : " " + code));
    }

    private static FailureCategory category(int status) {
        return switch (status) {
            case 401 -> FailureCategory.AUTHENTICATION;
            case 403 -> FailureCategory.PERMISSION;
            case 404 -> FailureCategory.NOT_FOUND;
            case 408, 504 -> FailureCategory.TIMEOUT;
            case 409, 412 -> FailureCategory.CONFLICT;
            case 429 -> FailureCategory.RATE_LIMITED;
            default -> status >= 500 ? FailureCategory.UNAVAILABLE : FailureCategory.INVALID;
        };
    }

    private static FailedTry withoutAnswer(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedTry signIn) {
                return signIn;
            }
            if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
                return FailedTry.unanswered(
                        FailureCategory.UNAVAILABLE, Effect.NONE, "no connection came about", cause);
            }
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
                return FailedTry.unanswered(FailureCategory.TIMEOUT, Effect.UNKNOWN, "no answer came in time", cause);
            }
            if (cause instanceof IOException || cause instanceof UnexpectedLengthException) {
                return FailedTry.unanswered(
                        FailureCategory.UNAVAILABLE,
                        Effect.UNKNOWN,
                        "the connection broke before the answer was complete",
                        cause);
            }
        }
        throw failure;
    }
}
