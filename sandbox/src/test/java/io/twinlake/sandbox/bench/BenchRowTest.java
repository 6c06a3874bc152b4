package io.twinlake.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchRowTest {

    @Test
    void isTheMedianOfItsRuns() {
        assertThat(BenchRow.of("a", "s", 1, List.of(0.9, 0.2, 0.4)).value()).isEqualTo(0.4);
        assertThat(BenchRow.of("a", "s", 1, List.of(0.9, 0.2)).value()).isEqualTo(0.55);
    }

    @Test
    void meetsAGoalThatItReachesAndMissesOneThatItPasses() {
        assertThat(BenchRow.of("a", "s", 1, List.of(1.0)).isMet()).isTrue();
        assertThat(BenchRow.of("a", "s", 1, List.of(1.1)).isMet()).isFalse();
    }

    @Test
    void comparesItselfToTheTimeThatHadToPass() {
        BenchRow row = BenchRow.of("a", "s", 1, List.of(1.5)).beside(3);

        assertThat(row.limit()).isEqualTo(3);
        assertThat(row.ratio()).isEqualTo(1.5);
    }

    @Test
    void takesTheTimeOfItsStepsOffTheTimeOfARunbook() throws Exception {
        MoveTimes times = new MoveTimes(new JsonMapper().readTree("""
                        {"startedAt": "2026-01-01T00:00:00Z", "endedAt": "2026-01-01T00:00:05.250Z", "rtoSeconds": 3.5,
                         "steps": [{"seconds": 2.0}, {"seconds": 3.0}]}"""));

        assertThat(times.overhead()).isEqualTo(0.25);
        assertThat(times.rto()).isEqualTo(3.5);
    }
}
