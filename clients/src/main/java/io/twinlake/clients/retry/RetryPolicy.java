package io.twinlake.clients.retry;

import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries a call until it succeeds, until a repeat would be no use or no longer safe, or until the tries or the time are used up. A call
 * that was throttled ({@code 429}, {@code 503}) is tried often: nothing may be lost to a storm. A host that does not answer is given up
 * sooner. The wait doubles each time, with jitter, and is never shorter than the platform asked for.
 */
public final class RetryPolicy {
    private static final int TRIES_ANSWERED = 12;
    private static final int TRIES_UNANSWERED = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Duration perCall;
    private final Deadline inAll;
    private final Time time;
    private final RandomGenerator random;

    public RetryPolicy(Duration perCall, Deadline inAll, Time time, RandomGenerator random) {
        this.perCall = perCall;
        this.inAll = inAll;
        this.time = time;
        this.random = random;
    }

    /** What the first try returns that succeeds. @throws FailedTry the last one, when there is no further try */
    public <T> T run(Repeat repeat, Supplier<T> attempt) {
        Deadline deadline = time.deadline(perCall);
        int unanswered = 0;
        for (int tries = 1; ; tries++) {
            if (inAll.isOver()) {
                throw FailedTry.unanswered(
                        FailureCategory.TIMEOUT, Effect.NONE, "the time allowed for all calls together is over", null);
            }
            try {
                return attempt.get();
            } catch (FailedTry failure) {
                unanswered += failure.isAnswered() ? 0 : 1;
                Duration wait = wait(failure, tries);
                if (!mayHelp(failure, repeat)
                        || tries >= TRIES_ANSWERED
                        || unanswered >= TRIES_UNANSWERED
                        || !deadline.allows(wait)
                        || !inAll.allows(wait)) {
                    throw failure;
                }
                pause(wait, failure);
            }
        }
    }

    private static boolean mayHelp(FailedTry failure, Repeat repeat) {
        boolean passing = switch (failure.category()) {
            case RATE_LIMITED, UNAVAILABLE, TIMEOUT -> true;
            case CONFLICT -> repeat == Repeat.ALSO_IN_CONFLICT;
            case AUTHENTICATION, PERMISSION, NOT_FOUND, INVALID, LIMIT, FIREWALL, PROTOCOL -> false;
        };
        return passing && (repeat != Repeat.ONLY_WITHOUT_EFFECT || failure.effect() == Effect.NONE);
    }

    private Duration wait(FailedTry failure, int tries) {
        long doubled = FIRST_WAIT.toMillis() << Math.min(tries - 1, 10);
        long longest = Math.min(doubled, LONGEST_WAIT.toMillis());
        Duration ours = Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
        // Jitter on top of what the platform asked for, or all callers come back in the same instant.
        @Nullable Duration asked = failure.retryAfter().orElse(null);
        return asked == null || asked.isZero() ? ours : asked.plus(Duration.ofMillis(random.nextLong(100)));
    }

    private void pause(Duration wait, FailedTry failure) {
        try {
            time.sleeper().sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
