package io.twinlake.orchestrator.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void takesTheNearestRankAndNoTimeThatNobodyMeasured() {
        Latencies hundred = new Latencies(IntStream.rangeClosed(1, 100)
                .map(each -> 101 - each)
                .mapToObj(Duration::ofMillis)
                .toList());

        assertThat(hundred.percentile(50)).isEqualTo(Duration.ofMillis(50));
        assertThat(hundred.percentile(95)).isEqualTo(Duration.ofMillis(95));
        assertThat(new Latencies(List.of(Duration.ofMillis(7))).percentile(99)).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void isZeroWhereNoAnswerCame() {
        assertThat(new Latencies(List.of()).isEmpty()).isTrue();
        assertThat(new Latencies(List.of()).percentile(95)).isZero();
    }
}
