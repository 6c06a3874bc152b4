package io.twinlake.clients.azure;

import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.RetryAfter;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a change that Azure has only accepted: asks at the address that the answer named until it says how the change ended.
 * {@code Retry-After: 0} means soon, not at once and not in half a minute.
 */
final class LongRunning {
    private static final HttpHeaderName ASYNC_OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final ArmCalls calls;
    private final Duration atMost;
    private final Time time;

    LongRunning(ArmCalls calls, Duration atMost, Time time) {
        this.calls = calls;
        this.atMost = atMost;
        this.time = time;
    }

    /** Returns when the change is made; at once where the answer says that it is. */
    void await(ArmCall call, ArmAnswer accepted) {
        Deadline deadline = time.deadline(atMost);
        ArmAnswer last = accepted;
        String address = address(call, accepted);
        boolean tellsStatus = accepted.header(ASYNC_OPERATION) != null;
        while (address != null) {
            pause(call, last, deadline);
            last = calls.send(call.poll(address));
            if (tellsStatus ? succeeded(call, last) : last.status() != 202) {
                return;
            }
        }
    }

    private @Nullable String address(ArmCall call, ArmAnswer accepted) {
        if (accepted.status() != 201 && accepted.status() != 202) {
            return null;
        }
        String status = accepted.header(ASYNC_OPERATION);
        String address = status != null || accepted.status() == 201 ? status : accepted.header(HttpHeaderName.LOCATION);
        if (address != null && !calls.isOurs(URI.create(address))) {
            throw calls.failure(
                    call,
                    FailureCategory.PROTOCOL,
                    null,
                    "the answer sends us to another host, which must not see our token",
                    null);
        }
        return address;
    }

    private boolean succeeded(ArmCall call, ArmAnswer poll) {
        ObjectNode body = poll.object();
        String status = body == null ? "" : body.path("status").asText("");
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "succeeded" -> true;
            case "failed", "canceled" ->
                throw calls.failure(
                        call, FailureCategory.INVALID, code(body), "Azure says that the change " + status, null);
            default -> false;
        };
    }

    private static @Nullable String code(@Nullable ObjectNode body) {
        return body == null ? null : body.path("error").path("code").asText(null);
    }

    private void pause(ArmCall call, ArmAnswer last, Deadline deadline) {
        Duration asked = RetryAfter.parse(last.header(HttpHeaderName.RETRY_AFTER), time.clock())
                .orElse(USUAL);
        Duration wait = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
        if (!deadline.allows(wait)) {
            throw calls.failure(
                    call,
                    FailureCategory.TIMEOUT,
                    null,
                    "the change was accepted and has not ended after " + atMost.toSeconds() + " s",
                    null);
        }
        try {
            time.sleeper().sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw calls.failure(
                    call, FailureCategory.UNAVAILABLE, null, "the wait for the change was interrupted", interrupted);
        }
    }
}
