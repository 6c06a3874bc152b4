package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.StaleEpochException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

abstract class EpochsContract extends LedgerContract {
    EpochsContract(TestDatabase database) {
        super(database);
    }

    @Test
    void startsAGroupAtTheFirstEpochInItsHomeRegion() {
        EpochState state = ledger.epochs().current(GOLD, WEST);

        assertThat(state).isEqualTo(new EpochState(GOLD, Epoch.FIRST, WEST, clock.instant()));
    }

    @Test
    void remembersWhoServesWhateverTheHomeRegionIsNow() {
        EpochState state = ledger.epochs().current(GOLD, WEST);
        clock.advance(Duration.ofHours(1));
        reopen();

        assertThat(ledger.epochs().current(GOLD, NORTH)).isEqualTo(state);
    }

    @Test
    void letsTheHolderOfTheCurrentEpochWrite() {
        ledger.epochs().current(GOLD, WEST);

        assertThatCode(() -> ledger.epochs().require(GOLD, Epoch.FIRST)).doesNotThrowAnyException();
    }

    @Test
    void stopsTheHolderOfAnOlderEpoch() throws SQLException {
        ledger.epochs().current(GOLD, WEST);
        sql("UPDATE epochs SET epoch = 2, effective_primary = 'northeurope'");

        assertThatThrownBy(() -> ledger.epochs().require(GOLD, Epoch.FIRST))
                .isInstanceOf(StaleEpochException.class)
                .hasMessageContaining("epoch 2");
        assertThat(ledger.epochs().current(GOLD, WEST).effectivePrimary()).isEqualTo(NORTH);
    }
}
