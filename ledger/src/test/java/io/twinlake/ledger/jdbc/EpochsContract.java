package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.epoch.Promotion.Lost;
import io.twinlake.ledger.epoch.Promotion.Promoted;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
        clock.pass(Duration.ofHours(1));
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

    @Test
    void letsAnotherRegionServeUnderTheNextEpoch() {
        ledger.epochs().current(GOLD, WEST);
        clock.pass(Duration.ofMinutes(1));

        Promotion promotion = ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "ann", "the west is dark");
        reopen();

        EpochState second = new EpochState(GOLD, new Epoch(2), NORTH, clock.instant(), "ann");
        assertThat(promotion).isEqualTo(new Promoted(second));
        assertThat(ledger.epochs().current(GOLD, WEST)).isEqualTo(second);
    }

    @Test
    void promotesNothingForTheHolderOfAnOlderEpoch() {
        ledger.epochs().current(GOLD, WEST);
        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "ann", "first");
        EpochState second = ledger.epochs().current(GOLD, WEST);

        assertThat(ledger.epochs().promote(GOLD, Epoch.FIRST, WEST, "bob", "too late"))
                .isEqualTo(new Lost(second));
        assertThat(ledger.epochs().current(GOLD, WEST)).isEqualTo(second);
    }

    @Test
    void answersTheSameToTheRunThatPromotedAlready() {
        ledger.epochs().current(GOLD, WEST);
        Promotion promotion = ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 1", "its answer was lost");

        assertThat(ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 1", "asked again"))
                .isEqualTo(promotion);
        assertThat(ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 2", "another run"))
                .isInstanceOf(Lost.class);
    }

    @Test
    void letsOneOfManyPromote() throws Exception {
        ledger.epochs().current(GOLD, WEST);

        for (int race = 0; race < 50; race++) {
            Epoch held = ledger.epochs().current(GOLD, WEST).epoch();
            List<Promotion> answers = Race.of(
                    2,
                    runner -> ledger.epochs()
                            .promote(GOLD, held, runner == 0 ? NORTH : WEST, "runner " + runner, "a race"));

            Promoted won = (Promoted) answers.stream()
                    .filter(Promoted.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(answers).filteredOn(Lost.class::isInstance).containsExactly(new Lost(won.state()));
            assertThat(ledger.epochs().current(GOLD, WEST)).isEqualTo(won.state());
        }
    }

    @Test
    void takesOverANewerEpochAndNeverAnOlderOne() {
        EpochState third = new EpochState(GOLD, new Epoch(3), NORTH, clock.instant(), "run 7");
        ledger.epochs().record(third);
        ledger.epochs().record(new EpochState(GOLD, new Epoch(2), WEST, clock.instant()));

        assertThat(ledger.epochs().current(GOLD, WEST)).isEqualTo(third);
    }

    @Test
    void whoPromotesSaysWhoServesAndWhoTakesARunBackDoesNot() throws SQLException {
        doubted();
        ledger.epochs().promote(GOLD, Epoch.FIRST, WEST, EpochState.rollbackOf(new RunId("run-1")), "taken back");
        boolean doubtStays = ledger.epochs().current(GOLD, WEST).unprovenSince().isPresent();
        Promotion promotion = ledger.epochs().promote(GOLD, new Epoch(2), NORTH, "run-2", "the west is dark");

        assertThat(doubtStays).isTrue();
        assertThat(((Promoted) promotion).state().unprovenSince()).isEmpty();
    }

    @Test
    void onlyWhoNamesTheSamePrimaryOrALaterEpochProvesWhoServes() throws SQLException {
        doubted();
        EpochState doubted = ledger.epochs().current(GOLD, WEST);
        ledger.epochs().record(new EpochState(GOLD, Epoch.FIRST, NORTH, clock.instant()));
        boolean doubtStays = ledger.epochs().current(GOLD, WEST).equals(doubted);
        ledger.epochs().record(doubted.proven());
        EpochState proven = ledger.epochs().current(GOLD, WEST);
        doubted();
        ledger.epochs().record(new EpochState(GOLD, new Epoch(2), NORTH, clock.instant()));

        assertThat(doubtStays).isTrue();
        assertThat(proven).isEqualTo(doubted.proven());
        assertThat(ledger.epochs().current(GOLD, WEST).unprovenSince()).isEmpty();
    }

    /** As a restored copy leaves it. */
    private void doubted() throws SQLException {
        ledger.epochs().current(GOLD, WEST);
        sql("UPDATE epochs SET unproven_since = TIMESTAMP WITH TIME ZONE '2026-11-20 09:00:00+00:00'");
    }
}
