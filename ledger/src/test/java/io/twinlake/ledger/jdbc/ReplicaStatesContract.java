package io.twinlake.ledger.jdbc;

import static io.twinlake.config.name.SecurableKind.FUNCTION;
import static io.twinlake.config.name.SecurableKind.SCHEMA;
import static io.twinlake.config.name.SecurableKind.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

abstract class ReplicaStatesContract extends LedgerContract {
    private static final ObjectName CUSTOMER = ObjectName.of("gold", "api", "customer");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    ReplicaStatesContract(TestDatabase database) {
        super(database);
    }

    @Test
    void remembersEveryFieldOfAState() {
        RunId run = startSync().id();
        ReplicaState full = new ReplicaState(
                GOLD,
                TABLE,
                ObjectName.of("gold", "odd.schema", "na`me ü#"),
                THERE,
                new Pair(
                        new Side(
                                "source-id",
                                "source-hash",
                                12L,
                                15L,
                                new TreeSet<>(List.of("carol")),
                                new TreeMap<>(Map.of("acme.tuned", "line\n\"two\" ü"))),
                        new Side(
                                "replica-id",
                                "replica-hash",
                                3L,
                                4L,
                                new TreeSet<>(List.of("a b", "bob@example.org")),
                                new TreeMap<>(Map.of("acme.tuned", "", "acme.set", "auto"))),
                        NOON,
                        NOON.minusSeconds(60)),
                Outcome.FAILED,
                new Failure("not-found", "the table is gone", "create it again"),
                run);
        ledger.states().record(run, List.of(full), List.of());
        reopen();

        assertThat(ledger.states().find(GOLD, TABLE, full.object())).contains(full);
    }

    @Test
    void takesTheLongestNameInAnyScript() {
        RunId run = startSync().id();
        ReplicaState state = state(run, TABLE, LONGEST, Outcome.CREATED);
        Intent intent = ledger.intents().open(run, TABLE, LONGEST, null, null);
        ledger.states().record(run, List.of(state), List.of(intent));

        assertThat(ledger.states().find(GOLD, TABLE, LONGEST)).contains(state);
        assertThat(ledger.intents().open(GOLD)).isEmpty();
    }

    @Test
    void remembersAStateOfWhichLittleIsKnown() {
        RunId run = startSync().id();
        ReplicaState bare = state(run, SCHEMA, ObjectName.of("gold", "api"), Outcome.CREATED);
        ledger.states().record(run, List.of(bare), List.of());

        assertThat(ledger.states().find(GOLD, SCHEMA, bare.object())).contains(bare);
    }

    @Test
    void replacesAStateThatChanged() {
        RunId first = startSync().id();
        RunId second = startSync().id();
        ledger.states().record(first, List.of(state(first, TABLE, CUSTOMER, Outcome.FAILED)), List.of());
        ledger.states().record(second, List.of(state(second, TABLE, CUSTOMER, Outcome.CREATED)), List.of());

        assertThat(ledger.states().all(GOLD)).containsExactly(state(second, TABLE, CUSTOMER, Outcome.CREATED));
    }

    @Test
    void doesNotWriteAStateThatDidNotChange() {
        RunId first = startSync().id();
        RunId second = startSync().id();
        ledger.states().record(first, List.of(state(first, TABLE, CUSTOMER, Outcome.CREATED)), List.of());
        ledger.states().record(second, List.of(state(second, TABLE, CUSTOMER, Outcome.CREATED)), List.of());

        assertThat(ledger.states().all(GOLD))
                .extracting(ReplicaState::changedBy)
                .containsExactly(first);
    }

    @Test
    void closesTheIntentsWhoseEffectAStateTellsAndNoOthers() {
        RunId run = startSync().id();
        Intent told = intend(run, TABLE);
        Intent open = intend(run, FUNCTION);
        ledger.states().record(run, List.of(state(run, TABLE, CUSTOMER, Outcome.CREATED)), List.of(told));
        reopen();

        assertThat(ledger.intents().open(GOLD)).containsExactly(open);
    }

    @Test
    void closesTheIntentOfAnObjectThatDidNotChangeAfterAll() {
        RunId first = startSync().id();
        RunId second = startSync().id();
        ledger.states().record(first, List.of(state(first, TABLE, CUSTOMER, Outcome.CREATED)), List.of());
        Intent intent = intend(second, TABLE);
        ledger.states().record(second, List.of(state(second, TABLE, CUSTOMER, Outcome.CREATED)), List.of(intent));

        assertThat(ledger.intents().open(GOLD)).isEmpty();
    }

    @Test
    void storesAllOrNone() {
        RunId run = startSync().id();
        ReplicaState good = state(run, TABLE, CUSTOMER, Outcome.CREATED);
        ReplicaState tooLong = state(run, TABLE, ObjectName.of("gold", "api", "x".repeat(3000)), Outcome.CREATED);
        Intent intent = intend(run, TABLE);

        assertThatThrownBy(() -> ledger.states().record(run, List.of(good, tooLong), List.of(intent)))
                .isInstanceOf(LedgerException.class);
        assertThat(ledger.states().all(GOLD)).isEmpty();
        assertThat(ledger.intents().open(GOLD)).containsExactly(intent);
    }

    @Test
    void listsByKindAndName() {
        RunId run = startSync().id();
        ObjectName upper = ObjectName.of("gold", "api", "Zeta");
        ObjectName hyphen = ObjectName.of("gold", "api-2", "alpha");
        List<ReplicaState> states = List.of(
                state(run, TABLE, hyphen, Outcome.CREATED),
                state(run, FUNCTION, upper, Outcome.CREATED),
                state(run, TABLE, upper, Outcome.CREATED),
                state(run, SCHEMA, ObjectName.of("gold", "api"), Outcome.CREATED));
        ledger.states().record(run, states, List.of());

        assertThat(ledger.states().all(GOLD))
                .containsExactly(states.get(3), states.get(2), states.get(0), states.get(1));
    }

    @Test
    void countsAndForgets() {
        RunId run = startSync().id();
        ObjectName other = ObjectName.of("gold", "api", "orders");
        ledger.states()
                .record(
                        run,
                        List.of(
                                state(run, TABLE, CUSTOMER, Outcome.CREATED),
                                state(run, FUNCTION, CUSTOMER, Outcome.CREATED),
                                state(run, TABLE, other, Outcome.BLOCKED)),
                        List.of());
        assertThat(ledger.states().countByOutcome(GOLD)).isEqualTo(Map.of(Outcome.CREATED, 2, Outcome.BLOCKED, 1));

        ledger.states().forget(GOLD, TABLE, CUSTOMER);
        assertThat(ledger.states().countByOutcome(GOLD)).isEqualTo(Map.of(Outcome.CREATED, 1, Outcome.BLOCKED, 1));
    }

    @Test
    void movesTheReplicationPointForwardOnly() {
        RunId run = startSync().id();
        assertThat(ledger.states().replicationPoint(GOLD, THERE)).isEmpty();

        ledger.states().advance(GOLD, run, NOON);
        ledger.states().advance(GOLD, run, NOON.minusSeconds(1));
        assertThat(ledger.states().replicationPoint(GOLD, THERE)).contains(NOON);

        ledger.states().advance(GOLD, run, NOON.plusSeconds(1));
        reopen();
        assertThat(ledger.states().replicationPoint(GOLD, THERE)).contains(NOON.plusSeconds(1));
    }

    @Test
    void keepsAReplicationPointPerDirection() {
        RunId there = startSync().id();
        RunId back = ledger.runs().start(GOLD, RunKind.SYNC, BACK, new Epoch(2)).id();
        ledger.states().advance(GOLD, there, NOON);
        ledger.states().advance(GOLD, back, NOON.minusSeconds(60));

        assertThat(ledger.states().replicationPoint(GOLD, THERE)).contains(NOON);
        assertThat(ledger.states().replicationPoint(GOLD, BACK)).contains(NOON.minusSeconds(60));
    }

    @Test
    void aRunThatProvedBothSidesEqualAdvancesTheWayBackAlone() {
        RunId there = startSync().id();
        ledger.states().advance(GOLD, there, NOON);

        ledger.states().advanceWayBack(GOLD, there, NOON.plusSeconds(5));

        assertThat(ledger.states().replicationPoint(GOLD, BACK)).contains(NOON.plusSeconds(5));
        assertThat(ledger.states().replicationPoint(GOLD, THERE)).contains(NOON);
    }

    private Intent intend(RunId run, SecurableKind kind) {
        return ledger.intents().open(run, kind, CUSTOMER, null, null);
    }

    private static ReplicaState state(RunId run, SecurableKind kind, ObjectName object, Outcome outcome) {
        return new ReplicaState(GOLD, kind, object, THERE, Pair.NONE, outcome, null, run);
    }
}
