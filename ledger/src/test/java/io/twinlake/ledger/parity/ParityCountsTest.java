package io.twinlake.ledger.parity;

import static io.twinlake.ledger.parity.ParityState.DRIFTED;
import static io.twinlake.ledger.parity.ParityState.EXCLUDED;
import static io.twinlake.ledger.parity.ParityState.EXTRA;
import static io.twinlake.ledger.parity.ParityState.FAILED;
import static io.twinlake.ledger.parity.ParityState.IN_SYNC;
import static io.twinlake.ledger.parity.ParityState.LACKING;
import static io.twinlake.ledger.parity.ParityState.LAGGING;
import static io.twinlake.ledger.parity.ParityState.MISSING;
import static io.twinlake.ledger.parity.ParityState.UNKNOWN;
import static io.twinlake.ledger.parity.ParityState.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParityCountsTest {
    private static final ParityCounts ONE_OF_EACH = ParityCounts.of(List.of(ParityState.values()));

    @Test
    void writesTheDenominatorFirstAndThenEveryStateByItsWord() {
        assertThat(ParityCounts.of(List.of(IN_SYNC, IN_SYNC, MISSING, EXTRA)).words())
                .containsExactly(
                        Map.entry("inScope", 3),
                        Map.entry("inSync", 2),
                        Map.entry("lagging", 0),
                        Map.entry("lacking", 0),
                        Map.entry("drifted", 0),
                        Map.entry("missing", 1),
                        Map.entry("extra", 1),
                        Map.entry("failed", 0),
                        Map.entry("unknown", 0),
                        Map.entry("unsupported", 0),
                        Map.entry("excluded", 0));
    }

    @Test
    void readsWhatItWroteAndWhatWasWrittenBeforeAStateWasKnown() {
        assertThat(ParityCounts.ofWords(ONE_OF_EACH.words())).isEqualTo(ONE_OF_EACH);
        assertThat(ParityCounts.ofWords(Map.of("inScope", 4, "inSync", 3, "drifted", 1)))
                .isEqualTo(new ParityCounts(Map.of(IN_SYNC, 3, DRIFTED, 1)));
    }

    @Test
    void countsEveryStateOfTheSourceInScope() {
        assertThat(ParityState.values())
                .filteredOn(ParityState::inScope)
                .containsExactly(IN_SYNC, LAGGING, LACKING, DRIFTED, MISSING, FAILED, UNKNOWN, UNSUPPORTED);
        assertThat(ONE_OF_EACH.inScope()).isEqualTo(8);
        assertThat(ONE_OF_EACH.of(EXCLUDED)).isEqualTo(1);
    }

    @Test
    void callsDifferentWhatIsNotAsItWasReplicatedOrMayNotBe() {
        assertThat(Arrays.stream(ParityState.values()).filter(ParityState::differs))
                .containsExactly(DRIFTED, MISSING, FAILED, UNKNOWN);
        assertThat(ONE_OF_EACH.different(false)).isEqualTo(4);
        assertThat(ONE_OF_EACH.different(true)).isEqualTo(3);
    }
}
