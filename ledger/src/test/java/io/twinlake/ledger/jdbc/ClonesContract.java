package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.CloneRecord.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class ClonesContract extends LedgerContract {
    private static final ObjectName CUSTOMER = ObjectName.of("gold", "api", "customer");

    ClonesContract(TestDatabase database) {
        super(database);
    }

    @Test
    void findsTheStatementOfACloneAgain() {
        RunId run = startSync().id();
        ledger.clones().put(clone(run, CUSTOMER, 5, State.INTENDED));
        CloneRecord submitted = clone(run, CUSTOMER, 5, State.INTENDED).submitted("01ef-statement");
        ledger.clones().put(submitted);
        reopen();

        assertThat(ledger.clones().find(run, GOLD, CUSTOMER)).contains(submitted);
        assertThat(ledger.clones().ofRun(run)).containsExactly(submitted);
    }

    @Test
    void takesTheLongestNameInAnyScript() {
        RunId run = startSync().id();
        ledger.clones().put(clone(run, LONGEST, 5, State.INTENDED));
        ledger.clones().put(clone(run, LONGEST, 5, State.DONE));

        assertThat(ledger.clones().latestDone(GOLD, LONGEST)).contains(clone(run, LONGEST, 5, State.DONE));
    }

    @Test
    void remembersWhatACloneCopied() {
        RunId run = startSync().id();
        CloneRecord done = new CloneRecord(
                run,
                GOLD,
                CUSTOMER,
                new CloneRecord.Source("t-1", 5, Instant.parse("2026-11-20T09:00:00Z")),
                CloneRecord.Mode.FULL,
                "s",
                new CloneRecord.Copy(7L, 3L, 4096L),
                State.DONE);
        ledger.clones().put(done);

        assertThat(ledger.clones().find(run, GOLD, CUSTOMER)).contains(done);
    }

    @Test
    void tellsTheNewestFinishedCloneOnly() {
        RunId first = startSync().id();
        RunId second = startSync().id();
        RunId third = startSync().id();
        ledger.clones().put(clone(second, CUSTOMER, 6, State.DONE));
        ledger.clones().put(clone(first, CUSTOMER, 5, State.DONE));
        ledger.clones().put(clone(third, CUSTOMER, 7, State.SUBMITTED));

        assertThat(ledger.clones().latestDone(GOLD, CUSTOMER)).contains(clone(second, CUSTOMER, 6, State.DONE));
        assertThat(ledger.clones().latestDone(GOLD, ObjectName.of("gold", "api", "other")))
                .isEmpty();
    }

    @Test
    void listsTheClonesOfARunByName() {
        RunId run = startSync().id();
        CloneRecord orders = clone(run, ObjectName.of("gold", "api", "orders"), 1, State.DONE);
        CloneRecord customer = clone(run, CUSTOMER, 1, State.FAILED);
        ledger.clones().put(orders);
        ledger.clones().put(customer);

        assertThat(ledger.clones().ofRun(run)).containsExactly(customer, orders);
    }

    @Test
    void tellsWhichClonesMayStillRunAtAReplica() {
        RunId first = startSync().id();
        RunId second = startSync().id();
        RunId back = ledger.runs().start(GOLD, RunKind.SYNC, BACK, Epoch.FIRST).id();
        ObjectName orders = ObjectName.of("gold", "api", "orders");
        ledger.clones().put(clone(second, CUSTOMER, 6, State.SUBMITTED));
        ledger.clones().put(clone(first, orders, 5, State.SUBMITTED));
        ledger.clones().put(clone(first, CUSTOMER, 5, State.DONE));
        ledger.clones().put(clone(second, orders, 5, State.INTENDED));
        ObjectName items = ObjectName.of("gold", "api", "items");
        ledger.clones().put(clone(first, items, 5, State.INTENDED));
        ledger.clones().put(clone(second, items, 5, State.DONE));
        ledger.clones().put(clone(back, CUSTOMER, 5, State.SUBMITTED));

        assertThat(ledger.clones().inFlight(GOLD, NORTH))
                .containsExactly(
                        clone(first, orders, 5, State.SUBMITTED),
                        clone(second, CUSTOMER, 6, State.SUBMITTED),
                        clone(second, orders, 5, State.INTENDED));
    }

    @Test
    void tellsHowFastTheRunWasThatCopiedTheMost() {
        RunId little = startSync().id();
        RunId much = startSync().id();
        RunId atWork = startSync().id();
        ledger.clones().put(copied(little, CUSTOMER, 300));
        ledger.clones().put(copied(much, CUSTOMER, 200));
        ledger.clones().put(copied(much, ObjectName.of("gold", "api", "orders"), 200));
        ledger.clones().put(copied(atWork, CUSTOMER, 900));
        ledger.runs().end(little, RunResult.SUCCEEDED, Map.of(), "done");
        clock.pass(Duration.ofSeconds(2));
        ledger.runs().end(much, RunResult.PARTIAL, Map.of(), "done");

        assertThat(ledger.clones().largest(GOLD, 400)).hasValueSatisfying(measured -> {
            assertThat(measured.run()).isEqualTo(much);
            assertThat(measured.bytesPerSecond()).isEqualTo(200);
        });
        assertThat(ledger.clones().largest(GOLD, 401)).isEmpty();
    }

    private static CloneRecord copied(RunId run, ObjectName object, long bytes) {
        return clone(run, object, 1, State.SUBMITTED).became(new CloneRecord.Copy(null, null, bytes));
    }

    private static CloneRecord clone(RunId run, ObjectName object, long version, State state) {
        return new CloneRecord(
                run,
                GOLD,
                object,
                new CloneRecord.Source("t-1", version, Instant.parse("2026-11-20T09:00:00Z")),
                null,
                null,
                CloneRecord.Copy.UNKNOWN,
                state);
    }
}
