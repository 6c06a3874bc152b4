package io.twinlake.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord.Copy;
import io.twinlake.ledger.state.CloneRecord.Mode;
import io.twinlake.ledger.state.CloneRecord.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CloneRecordTest {
    private static final CloneRecord INTENDED = new CloneRecord(
            new RunId("r1"),
            new GroupName("gold"),
            ObjectName.of("gold", "s", "t"),
            new CloneRecord.Source("t-1", 7, Instant.EPOCH),
            Mode.FULL,
            null,
            Copy.UNKNOWN,
            State.INTENDED);

    @Test
    void goesFromIntendedToDoneAndKeepsWhatItLearned() {
        CloneRecord done = INTENDED.submitted("statement").became(new Copy(null, 3L, 4096L));
        CloneRecord paired = done.became(done.copy().at(9));

        assertThat(paired.state()).isEqualTo(State.DONE);
        assertThat(paired.statementId()).isEqualTo("statement");
        assertThat(paired.copy()).isEqualTo(new Copy(9L, 3L, 4096L));
        assertThat(paired.source()).isEqualTo(INTENDED.source());
    }

    @Test
    void keepsItsStatementWhenItFails() {
        assertThat(INTENDED.submitted("statement").failed().statementId()).isEqualTo("statement");
    }

    @Test
    void writesItsModeInTheWordsThatLedgersHold() {
        assertThat(Mode.values()).extracting(Mode::word).containsExactly("full", "incremental");
        assertThat(Mode.of("incremental")).isEqualTo(Mode.INCREMENTAL);
    }
}
