package io.twinlake.orchestrator.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedLossTest {
    private static final AcceptedLoss QUARTER = new AcceptedLoss(Optional.of(Duration.ofMinutes(15)));
    private static final AcceptedLoss UNBOUNDED = new AcceptedLoss(Optional.empty());

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "15m,PT15M", "1h,PT1H", "2d,P2D", "PT15M,PT15M"})
    void readsDurations(String text, String duration) {
        assertThat(AcceptedLoss.parse(text)).contains(new AcceptedLoss(Optional.of(Duration.parse(duration))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "soon", "-15m", "PT-15M", "15 m"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(AcceptedLoss.parse(text)).isEmpty();
    }

    @Test
    void aBoundCoversNoOlderReplicaAndNoneOfUnknownAge() {
        assertThat(QUARTER.covers(Optional.of(Duration.ofMinutes(15)))).isTrue();
        assertThat(QUARTER.covers(Optional.of(Duration.ofMinutes(16)))).isFalse();
        assertThat(QUARTER.covers(Optional.empty())).isFalse();
    }

    @Test
    void unboundedCoversAnyAgeAndReadsBack() {
        assertThat(UNBOUNDED.covers(Optional.empty())).isTrue();
        assertThat(AcceptedLoss.parse(UNBOUNDED.toString())).contains(UNBOUNDED);
        assertThat(AcceptedLoss.parse(QUARTER.toString())).contains(QUARTER);
    }

    @Test
    void isWrittenAsAnOperatorTypesIt() {
        assertThat(QUARTER).hasToString("15m");
        assertThat(new AcceptedLoss(Optional.of(Duration.ofSeconds(90)))).hasToString("90s");
        assertThat(new AcceptedLoss(Optional.of(Duration.ZERO))).hasToString("0s");
    }
}
