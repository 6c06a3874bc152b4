package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.tenure.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class StepsContract extends LedgerContract {
    private RunId run;

    StepsContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void startMove() {
        run = ledger.runs().start(GOLD, RunKind.FAILOVER, THERE, Epoch.FIRST).id();
    }

    @Test
    void keepsTheProcedureThatTheRunBeganWith() {
        RunbookSnapshot first =
                new RunbookSnapshot(run, "planned-failover", "steps: [a]", "abc", Map.of("to", "north"));
        ledger.steps().save(first);
        ledger.steps().save(new RunbookSnapshot(run, "planned-failover", "steps: [b]", "def", Map.of()));
        reopen();

        assertThat(ledger.steps().snapshot(run)).contains(first);
        assertThat(ledger.steps().snapshot(startSync().id())).isEmpty();
    }

    @Test
    void remembersHowAStepEnded() {
        Instant began = clock.instant();
        ledger.steps().begin(run, 1, "fence-primary");
        clock.pass(Duration.ofSeconds(2));
        ledger.steps().end(run, 1, "fence-primary", StepStatus.DONE, Map.of("jobs", "2"));
        reopen();

        assertThat(ledger.steps().of(run))
                .containsExactly(new StepRecord(
                        run, 1, "fence-primary", StepStatus.DONE, 1, began, clock.instant(), Map.of("jobs", "2")));
    }

    @Test
    void givesALaterAttemptWhatTheEarlierOneNoted() {
        ledger.steps().begin(run, 0, "sync-while-open");
        ledger.steps().note(run, 0, Map.of("statement", "s1", "wave", "1"));
        ledger.steps().note(run, 0, Map.of("wave", "2"));
        reopen();

        StepRecord again = ledger.steps().begin(run, 0, "sync-while-open");
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.status()).isEqualTo(StepStatus.RUNNING);
        assertThat(again.details()).isEqualTo(Map.of("statement", "s1", "wave", "2"));
    }

    @Test
    void recordsAStepThatWasNeverBegun() {
        ledger.steps().end(run, 3, "warm-warehouse", StepStatus.SKIPPED, Map.of("why", "it runs"));

        assertThat(ledger.steps().of(run))
                .containsExactly(new StepRecord(
                        run,
                        3,
                        "warm-warehouse",
                        StepStatus.SKIPPED,
                        0,
                        null,
                        clock.instant(),
                        Map.of("why", "it runs")));
    }

    @Test
    void listsTheStepsOfOneRunInTheirOrder() {
        ledger.steps().begin(run, 2, "c");
        ledger.steps().begin(run, 0, "a");
        ledger.steps().begin(startSync().id(), 1, "of another run");

        assertThat(ledger.steps().of(run)).extracting(StepRecord::step).containsExactly("a", "c");
    }

    @Test
    void saysWhetherAMoveHasPromotedByItsRecordOrByTheEpochThatItMade() {
        Run move = ledger.runs().find(run).orElseThrow();
        Run other = ledger.runs().start(GOLD, RunKind.FAILOVER, THERE, Epoch.FIRST);
        ledger.epochs().current(GOLD, WEST);
        ledger.steps().begin(run, 0, StepRecord.PROMOTION);
        assertThat(ledger.hasPromoted(move)).as("begun").isFalse();

        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, run.value(), "a test");
        assertThat(ledger.hasPromoted(move)).as("not recorded").isTrue();
        assertThat(ledger.hasPromoted(other)).as("another run").isFalse();

        opened.under(Tenure.of(GOLD, Epoch.FIRST).of(run))
                .steps()
                .end(run, 0, StepRecord.PROMOTION, StepStatus.DONE, Map.of());
        ledger.epochs().promote(GOLD, Epoch.FIRST.next(), WEST, "a later run", "a test");
        assertThat(ledger.hasPromoted(move)).as("a later epoch").isTrue();
    }

    @Test
    void doesNotTakeARollbackForAPromotion() {
        Run move = ledger.runs().find(run).orElseThrow();
        ledger.epochs().current(GOLD, WEST);

        ledger.epochs().promote(GOLD, Epoch.FIRST, WEST, EpochState.rollbackOf(run), "a test");

        assertThat(ledger.hasPromoted(move)).isFalse();
    }

    @Test
    void notesNothingForAStepThatNeverBegan() {
        assertThatThrownBy(() -> ledger.steps().note(run, 0, Map.of("a", "b"))).hasMessageContaining("never began");
    }
}
