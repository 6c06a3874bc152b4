package io.twinlake.clients.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final SteppedClock clock = new SteppedClock(Instant.EPOCH);
    private int tries;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void waitsLongerEachTimeUntilTheTriesAreUsedUp() {
        fail(policy(Duration.ofHours(1), null), Repeat.FREELY, throttled(null));

        assertThat(tries).isEqualTo(12);
        assertThat(clock.waits()).hasSize(11).allMatch(wait -> wait.compareTo(Duration.ofSeconds(10)) <= 0);
        assertThat(clock.waits().get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(clock.waits().get(10)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void stopsWhenTheCallsTimeIsUp() {
        fail(policy(Duration.ofSeconds(5), null), Repeat.FREELY, throttled(Duration.ofSeconds(2)));

        assertThat(tries).isEqualTo(3);
    }

    @Test
    void stopsWhenTheTimeForAllCallsIsUp() {
        fail(policy(Duration.ofHours(1), Duration.ofSeconds(5)), Repeat.FREELY, throttled(Duration.ofSeconds(2)));

        assertThat(tries).isEqualTo(3);
    }

    @Test
    void givesUpASilentHostSooner() {
        fail(
                policy(Duration.ofHours(1), null),
                Repeat.FREELY,
                FailedTry.unanswered(FailureCategory.UNAVAILABLE, Effect.NONE, "silent", null));

        assertThat(tries).isEqualTo(4);
    }

    @Test
    void repeatsNothingThatMayHaveBeenDoneUnlessItMay() {
        FailedTry unknown = FailedTry.unanswered(FailureCategory.TIMEOUT, Effect.UNKNOWN, "late", null);

        fail(policy(Duration.ofHours(1), null), Repeat.ONLY_WITHOUT_EFFECT, unknown);

        assertThat(tries).isEqualTo(1);
    }

    @Test
    void repeatsInConflictWhatIsToComeThroughAndNothingElse() {
        FailedTry conflict =
                FailedTry.answered(FailureCategory.CONFLICT, Effect.NONE, "RESOURCE_CONFLICT", null, "busy");

        fail(policy(Duration.ofHours(1), null), Repeat.FREELY, conflict);
        assertThat(tries).isEqualTo(1);

        tries = 0;
        fail(policy(Duration.ofHours(1), null), Repeat.ALSO_IN_CONFLICT, conflict);
        assertThat(tries).isEqualTo(12);

        tries = 0;
        fail(policy(Duration.ofHours(1), null), Repeat.ALSO_IN_CONFLICT, throttled(null));
        assertThat(tries).isEqualTo(12);
    }

    @Test
    void stopsAtOnceWhenInterruptedAndStaysInterrupted() {
        Time time = new Time(clock, clock.time().ticker(), wait -> {
            throw new InterruptedException();
        });
        RetryPolicy policy = new RetryPolicy(Duration.ofHours(1), time.deadline(null), time, new Random(1));

        fail(policy, Repeat.FREELY, throttled(null));

        assertThat(tries).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void readsBothFormsOfRetryAfterAndIgnoresOthers() {
        assertThat(RetryAfter.parse("120", clock)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Thu, 01 Jan 1970 00:01:00 GMT", clock)).contains(Duration.ofMinutes(1));
        clock.pass(Duration.ofDays(1));
        assertThat(RetryAfter.parse("Thu, 01 Jan 1970 00:01:00 GMT", clock)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", clock)).isEmpty();
        assertThat(RetryAfter.parse("-1", clock)).isEmpty();
        assertThat(RetryAfter.parse("99999999999999999999", clock)).isEmpty();
        assertThat(RetryAfter.parse(null, clock)).isEmpty();
    }

    private void fail(RetryPolicy policy, Repeat repeat, FailedTry failure) {
        FailedTry thrown = catchThrowableOfType(
                FailedTry.class,
                () -> policy.run(repeat, () -> {
                    tries++;
                    throw failure;
                }));
        assertThat(thrown).isSameAs(failure);
    }

    private RetryPolicy policy(Duration perCall, @Nullable Duration inAll) {
        return new RetryPolicy(perCall, clock.time().deadline(inAll), clock.time(), new Random(1));
    }

    private static FailedTry throttled(@Nullable Duration retryAfter) {
        return FailedTry.answered(FailureCategory.RATE_LIMITED, Effect.NONE, null, retryAfter, "busy");
    }
}
