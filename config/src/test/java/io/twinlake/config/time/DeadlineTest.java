package io.twinlake.config.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The system's own counter may stand anywhere, and run over. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - MINUTE.toNanos() / 2);

    private final Deadline deadline = new Deadline(MINUTE, nanos::get);

    @Test
    void isOverOnceItsTimeHasPassed() {
        pass(MINUTE.minusNanos(1));
        assertThat(deadline.isOver()).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.left(MINUTE)).isZero();
    }

    @Test
    void leavesNoMoreThanWhatIsLeftAndNoMoreThanIsAskedFor() {
        pass(Duration.ofSeconds(40));

        assertThat(deadline.left(MINUTE)).isEqualTo(Duration.ofSeconds(20));
        assertThat(deadline.left(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(deadline.allows(Duration.ofSeconds(20))).isTrue();
        assertThat(deadline.allows(Duration.ofSeconds(21))).isFalse();
    }

    @Test
    void withoutATimeItNeverEnds() {
        Deadline none = new Deadline(null, nanos::get);
        pass(Duration.ofDays(1000));

        assertThat(none.isOver()).isFalse();
        assertThat(none.left(MINUTE)).isEqualTo(MINUTE);
        assertThat(none.allows(Duration.ofDays(1000))).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
