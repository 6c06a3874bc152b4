package io.twinlake.clients.azure;

import com.azure.core.management.polling.PollResult;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.azure.call.ArmFailures;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change that Azure may only have accepted. The SDK knows where to ask and what the answer means; when to ask again, and until when, is
 * decided here: {@code Retry-After: 0} means soon, not at once and not in half a minute.
 */
record Change(Duration atMost, Time time) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration USUAL = Duration.ofSeconds(1);

    /** Returns when the change is made; at once where the first answer says that it is. */
    <T, U> void await(SyncPoller<PollResult<T>, U> begun) {
        Deadline deadline = time.deadline(atMost);
        PollResponse<PollResult<T>> last = begun.poll();
        while (!last.getStatus().isComplete()) {
            pause(Objects.requireNonNullElse(last.getRetryAfter(), USUAL), deadline);
            last = begun.poll();
        }
        if (!last.getStatus().equals(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED)) {
            throw failed(last);
        }
    }

    private static <T> FailedTry failed(PollResponse<PollResult<T>> last) {
        PollResult.@Nullable Error error = last.getValue().getError();
        return FailedTry.answered(
                FailureCategory.INVALID,
                Effect.NONE,
                error == null ? null : ArmFailures.code(error.getResponseBody()),
                null,
                "Azure says that the change "
                        + (last.getStatus().equals(LongRunningOperationStatus.USER_CANCELLED)
                                ? "was canceled"
                                : "failed"));
    }

    private void pause(Duration asked, Deadline deadline) {
        Duration wait = asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
        if (!deadline.allows(wait)) {
            throw FailedTry.unanswered(
                    FailureCategory.TIMEOUT,
                    Effect.UNKNOWN,
                    "the change was accepted and has not ended after " + atMost.toSeconds() + " s",
                    null);
        }
        try {
            time.sleeper().sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FailedTry.unanswered(
                    FailureCategory.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "the wait for the change was interrupted",
                    interrupted);
        }
    }
}
