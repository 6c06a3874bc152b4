package io.twinlake.clients.databricks.rest.signin;

import com.databricks.sdk.core.HeaderFactory;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.retry.FailedTry;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs in by one of the SDK's own ways. The SDK keeps the token; a refused one goes with what keeps it. */
final class SdkSignIn implements SignIn {
    private final Supplier<HeaderFactory> ways;
    private final Redaction redaction;
    private @Nullable HeaderFactory way;
    private Map<String, String> last = Map.of();

    SdkSignIn(Supplier<HeaderFactory> ways, Redaction redaction) {
        this.ways = ways;
        this.redaction = redaction;
    }

    @Override
    public synchronized Map<String, String> headers() {
        try {
            if (way == null) {
                way = ways.get();
            }
            last = Map.copyOf(way.headers());
            return last;
        } catch (RuntimeException failure) {
            throw signInFailed(failure);
        }
    }

    @Override
    public synchronized void refused(Map<String, String> headers) {
        if (headers.equals(last)) {
            way = null;
        }
    }

    /** The SDK wraps what the transport throws, sometimes more than once. */
    private FailedTry signInFailed(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedTry tried) {
                return passing(tried.category()) ? tried.beforeSending() : refused(tried.text());
            }
        }
        return refused(String.valueOf(failure.getMessage()));
    }

    private static boolean passing(FailureCategory category) {
        return switch (category) {
            case RATE_LIMITED, UNAVAILABLE, TIMEOUT -> true;
            case AUTHENTICATION, PERMISSION, NOT_FOUND, CONFLICT, INVALID, LIMIT, FIREWALL, PROTOCOL -> false;
        };
    }

    private FailedTry refused(String said) {
        return FailedTry.answered(
                FailureCategory.AUTHENTICATION, Effect.NONE, null, null, "signing in failed: " + redaction.apply(said));
    }
}
