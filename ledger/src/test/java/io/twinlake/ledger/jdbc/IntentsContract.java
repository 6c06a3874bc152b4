package io.twinlake.ledger.jdbc;

import static io.twinlake.config.name.SecurableKind.FUNCTION;
import static io.twinlake.config.name.SecurableKind.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.Intent;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class IntentsContract extends LedgerContract {
    private static final ObjectName CUSTOMER = ObjectName.of("gold", "api", "customer");

    IntentsContract(TestDatabase database) {
        super(database);
    }

    @Test
    void remembersAllThatProvesWhichWritesWereOurs() {
        RunId run = startSync().id();
        Intent intent = ledger.intents().open(run, TABLE, CUSTOMER, "hash", 7L);
        ledger.intents().expectCommit(intent);
        Intent twice = ledger.intents().expectCommit(intent);
        reopen();

        assertThat(twice.traces().commits()).isEqualTo(2);
        assertThat(ledger.intents().open(GOLD)).containsExactly(twice);
        assertThat(twice)
                .isEqualTo(new Intent(
                        intent.id(), run, THERE, Epoch.FIRST, TABLE, CUSTOMER, new Intent.Traces("hash", 7L, 2)));
    }

    @Test
    void takesBackACommitThatWasExpectedAndNeverCame() {
        Intent intent = ledger.intents().open(startSync().id(), TABLE, CUSTOMER, "hash", 7L);
        ledger.intents().expectCommit(intent);
        ledger.intents().expectCommit(intent);
        Intent one = ledger.intents().withdrawCommit(intent);
        reopen();

        assertThat(one.traces().commits()).isEqualTo(1);
        assertThat(ledger.intents().open(GOLD)).containsExactly(one);
    }

    @Test
    void keepsWhatATakenUpRunMeantBeforeBesideWhatItMeansNow() {
        RunId run = startSync().id();
        Intent first = ledger.intents().open(run, TABLE, CUSTOMER, "hash", 7L);
        Intent second = ledger.intents().open(run, TABLE, CUSTOMER, "other hash", 8L);

        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(Undecided.of(ledger, GOLD, THERE)).singleElement().satisfies(open -> {
            assertThat(open.cloned()).containsExactlyInAnyOrder(7L, 8L);
            assertThat(open.definitions()).containsExactlyInAnyOrder("hash", "other hash");
        });
    }

    @Test
    void closesWhatItIsToldToClose() {
        RunId run = startSync().id();
        Intent table = ledger.intents().open(run, TABLE, CUSTOMER, null, null);
        Intent function = ledger.intents().open(run, FUNCTION, CUSTOMER, null, null);
        ledger.intents().close(List.of(table));
        ledger.intents().close(List.of(table));

        assertThat(ledger.intents().open(GOLD)).containsExactly(function);
    }

    @Test
    void tellsWhatIsUndecidedByDirection() {
        RunId there = startSync().id();
        RunId back = ledger.runs().start(GOLD, RunKind.SYNC, BACK, new Epoch(2)).id();
        ledger.intents().open(there, TABLE, CUSTOMER, null, 1L);
        ledger.intents().open(back, TABLE, CUSTOMER, null, 2L);

        assertThat(Undecided.of(ledger, GOLD, BACK))
                .flatExtracting(Undecided::cloned)
                .containsExactly(2L);
    }

    @Test
    void takesNoCommitOfAnEarlierEpochForOurs() {
        RunId run = startSync().id();
        ledger.intents().expectCommit(ledger.intents().open(run, TABLE, CUSTOMER, null, 1L));
        Undecided open = Undecided.of(ledger, GOLD, THERE).get(0);

        assertThat(open.commits(Epoch.FIRST)).isEqualTo(1);
        assertThat(open.commits(new Epoch(3))).isZero();
        assertThat(open.cloned()).containsExactly(1L);
    }
}
