package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.SavedSetting;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.tenure.LeaseLostException;
import io.twinlake.ledger.tenure.Tenure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A writer whose epoch or lease is gone writes nothing, whatever it writes. */
abstract class TenureContract extends LedgerContract {
    private static final ObjectName TABLE = ObjectName.parse("sales.crm.customers");
    private static final LeaseName MOVE = LeaseName.move(GOLD);

    private RunId run;
    private Lease lease;
    private Ledger held;

    TenureContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void beginARun() {
        lease = taken("host one");
        Tenure tenure = Tenure.of(GOLD, Epoch.FIRST).with(lease);
        run = ledger.under(tenure)
                .runs()
                .start(GOLD, RunKind.FAILOVER, THERE, Epoch.FIRST)
                .id();
        held = ledger.under(tenure.of(run));
    }

    private Lease taken(String owner) {
        return ((LeaseAttempt.Acquired) ledger.leases().acquire(MOVE, owner, Duration.ofMinutes(1))).lease();
    }

    /** Every way in which a run writes. */
    private Map<String, BiConsumer<Ledger, RunId>> writes() {
        Map<String, BiConsumer<Ledger, RunId>> writes = new LinkedHashMap<>();
        writes.put("run begun", (to, id) -> to.runs().start(GOLD, RunKind.SYNC, THERE, Epoch.FIRST));
        writes.put("run resumed", (to, id) -> to.runs().resume(id));
        writes.put("run ended", (to, id) -> to.runs().end(id, RunResult.SUCCEEDED, Map.of(), "done"));
        writes.put("intents", (to, id) -> to.intents().open(id, SecurableKind.TABLE, TABLE, null, null));
        writes.put("states", (to, id) -> to.states().record(id, List.of(state(id)), List.of()));
        writes.put("states forgotten", (to, id) -> to.states().forget(GOLD, SecurableKind.TABLE, TABLE));
        writes.put("point", (to, id) -> to.states().advance(GOLD, id, clock.instant()));
        writes.put("point of the way back", (to, id) -> to.states().advanceWayBack(GOLD, id, clock.instant()));
        writes.put("clones", (to, id) -> to.clones().put(clone(id)));
        writes.put(
                "parity",
                (to, id) -> to.parity()
                        .add(new ParityRecord(id, GOLD, "metadata", clock.instant(), ParityCounts.of(List.of()))));
        writes.put("procedure", (to, id) -> to.steps().save(new RunbookSnapshot(id, "planned", "a", "b", Map.of())));
        writes.put("step begun", (to, id) -> to.steps().begin(id, 0, "promote"));
        writes.put("step noted", (to, id) -> to.steps().note(id, 0, Map.of("asked", "yes")));
        writes.put("step ended", (to, id) -> to.steps().end(id, 0, "promote", StepStatus.FAILED, Map.of()));
        writes.put(
                "switches",
                (to, id) -> to.switches()
                        .put(new SwitchEntry(
                                id,
                                "gateway",
                                NORTH,
                                Map.of(),
                                Map.of(),
                                null,
                                SwitchEntry.State.INTENDED,
                                clock.instant())));
        writes.put("setting kept", (to, id) -> to.savedSettings().keep(setting("kept")));
        writes.put("setting replaced", (to, id) -> to.savedSettings().replace(setting("replaced")));
        writes.put("setting deleted", (to, id) -> to.savedSettings().delete(GOLD, WEST, "job", "nightly"));
        writes.put(
                "fences",
                (to, id) -> to.fences()
                        .put(new FenceState(GOLD, WEST, FenceState.Status.FENCED, clock.instant(), id, null)));
        writes.put("hold", (to, id) -> to.holds().hold(GOLD, "because", id));
        writes.put("hold unless held", (to, id) -> to.holds().holdUnlessHeld(GOLD, "because", id));
        writes.put("hold released", (to, id) -> to.holds().release(new Hold(GOLD, "because", id, clock.instant())));
        return writes;
    }

    private ReplicaState state(RunId id) {
        return new ReplicaState(
                GOLD,
                SecurableKind.TABLE,
                TABLE,
                THERE,
                new Pair(new Side("s", "sf", 1L), new Side("r", "rf", 1L), clock.instant()),
                Outcome.CREATED,
                null,
                id);
    }

    private CloneRecord clone(RunId id) {
        return new CloneRecord(
                id,
                GOLD,
                TABLE,
                new CloneRecord.Source("t", 1, clock.instant()),
                null,
                "statement",
                CloneRecord.Copy.UNKNOWN,
                CloneRecord.State.SUBMITTED);
    }

    private SavedSetting setting(String text) {
        return new SavedSetting(GOLD, WEST, "job", "nightly", text, clock.instant());
    }

    @Test
    void letsTheHolderWrite() {
        writes().forEach((name, write) ->
                assertThatCode(() -> write.accept(held, run)).as(name).doesNotThrowAnyException());
    }

    @Test
    void letsNobodyWriteWithoutATenureButHold() {
        Map<String, BiConsumer<Ledger, RunId>> writes = writes();
        writes.remove("hold").accept(opened, run);

        writes.forEach((name, write) ->
                assertThatThrownBy(() -> write.accept(opened, run)).as(name).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void letsNobodyWriteUnderAnEpochThatHasPassed() throws SQLException {
        writes().values().forEach(write -> write.accept(held, run));
        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "somebody else", "first");
        List<String> before = everything();

        writes().forEach((name, write) ->
                assertThatThrownBy(() -> write.accept(held, run)).as(name).isInstanceOf(StaleEpochException.class));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void letsNobodyWriteWhoseLeaseAnotherHasTaken() throws SQLException {
        writes().values().forEach(write -> write.accept(held, run));
        sql("UPDATE leases SET ends_at = CURRENT_TIMESTAMP");
        taken("host two");
        List<String> before = everything();

        writes().forEach((name, write) -> assertThatThrownBy(() -> write.accept(held, run))
                .as(name)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("host one"));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void letsNobodyWriteWhoHasGivenTheLeaseBack() {
        ledger.leases().release(lease);

        assertThatThrownBy(() -> held.steps().begin(run, 0, "promote")).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void letsOneWriteOnWhoseLeaseRanOutWhileNobodyTookIt() throws SQLException {
        sql("UPDATE leases SET ends_at = CURRENT_TIMESTAMP");

        assertThatCode(() -> held.steps().begin(run, 0, "promote")).doesNotThrowAnyException();
    }

    @Test
    void goesOnInTheEpochThatTheRunItselfMade() {
        held.epochs().promote(GOLD, Epoch.FIRST, NORTH, run.value(), "planned");

        assertThatCode(() -> held.steps().end(run, 0, "promote", StepStatus.DONE, Map.of()))
                .doesNotThrowAnyException();

        ledger.epochs().promote(GOLD, new Epoch(2), WEST, "another run", "back");
        assertThatThrownBy(() -> held.steps().begin(run, 1, "smoke-test")).isInstanceOf(StaleEpochException.class);
    }

    @Test
    void goesOnInTheEpochThatTheRunMadeAtTheWitness() {
        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, run.value(), "planned");
        reopen();

        assertThatCode(() -> ledger.under(
                                Tenure.of(GOLD, Epoch.FIRST).with(lease).of(run))
                        .steps()
                        .begin(run, 1, "smoke-test"))
                .doesNotThrowAnyException();
    }

    @Test
    void promotesNothingForWhoHasLostTheLease() throws SQLException {
        sql("UPDATE leases SET ends_at = CURRENT_TIMESTAMP");
        taken("host two");

        assertThatThrownBy(() -> held.epochs().promote(GOLD, Epoch.FIRST, NORTH, run.value(), "woke up late"))
                .isInstanceOf(LeaseLostException.class);
        assertThat(ledger.epochs().current(GOLD, WEST).epoch()).isEqualTo(Epoch.FIRST);
    }

    @Test
    void saysThatAnotherPromotedAsAValue() {
        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "another run", "first");

        assertThat(held.epochs().promote(GOLD, Epoch.FIRST, NORTH, run.value(), "second"))
                .isInstanceOf(Promotion.Lost.class);
    }

    @Test
    void waitsForAPromotionThatIsOnItsWay() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (Connection promoting = opened.dataSource().getConnection();
                Statement sql = promoting.createStatement()) {
            promoting.setAutoCommit(false);
            sql.execute("UPDATE epochs SET epoch = 2, owner = 'somebody else'");
            Future<?> written = writer.submit(() -> held.steps().begin(run, 0, "promote"));
            untilWaiting(1, written);
            promoting.commit();

            assertThatThrownBy(written::get).hasCauseInstanceOf(StaleEpochException.class);
        } finally {
            writer.shutdownNow();
        }
    }

    /** All rows of all tables that a run writes to, each with its table's name. */
    private List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = opened.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            for (ExportedTable table : ExportedTable.ALL_TABLES) {
                try (ResultSet found = sql.executeQuery("SELECT * FROM " + table.name())) {
                    while (found.next()) {
                        StringBuilder row = new StringBuilder(table.name());
                        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                            row.append(' ').append(found.getString(i));
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows;
    }
}
