package io.twinlake.sandbox.edge.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.edge.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    private final SettableClock clock = new SettableClock();
    private final TokenBucket bucket = new TokenBucket(3, 2, clock);

    @Test
    void givesItsBurstAndThenNothing() {
        assertThat(bucket.take()).isEqualTo(2);
        assertThat(bucket.take()).isEqualTo(1);
        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isNegative();
    }

    @Test
    void isRefilledAtItsRateUpToItsBurst() {
        while (bucket.take() >= 0) {
            // Emptied.
        }
        clock.advance(Duration.ofMillis(500));
        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isNegative();
        clock.advance(Duration.ofMinutes(1));
        assertThat(bucket.take()).isEqualTo(2);
    }
}
