package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.AcceptedLoss;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureLossTest {
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final Direction THERE = new Direction(new RegionName("westeurope"), NORTH);

    @TempDir
    Path folder;

    private final MoveContext move = mock(MoveContext.class);
    private final ProtectedGroup work = mock(ProtectedGroup.class);
    private Ledger ledger;

    @BeforeEach
    void replicateJustNow() {
        ledger = JdbcLedger.open(
                        new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC())
                .under(Tenure.of(new GroupName("gold"), Epoch.FIRST));
        ledger.epochs().current(new GroupName("gold"), new RegionName("westeurope"));
        when(work.ledger()).thenReturn(ledger);
        when(work.clock()).thenReturn(Clock.systemUTC());
        when(move.to()).thenReturn(NORTH);
        group("");
        Run sync = run(RunKind.SYNC);
        ledger.states().advance(sync.group(), sync.id(), sync.startedAt());
        when(move.run()).thenAnswer(call -> run(RunKind.FAILOVER));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void acceptsALossWithinItsBoundWhereEveryTableHasACopy() {
        table("customers", 7L);

        assertThat(perform("15m").details()).containsKey(Fact.REPLICATED_UP_TO);
    }

    @Test
    void refusesABoundedLossWhileATableWasNeverReplicated() {
        table("customers", 7L);
        table("zones", null);

        assertThatThrownBy(() -> perform("15m"))
                .isInstanceOfSatisfying(
                        StepFailed.class,
                        refused -> assertThat(refused.isRefused()).isTrue())
                .hasMessageContaining("Never replicated, or not since its commits were settled: gold.api.zones.");
        assertThat(perform("unbounded").message()).contains("gold.api.zones");
    }

    @Test
    void acceptsABoundedLossWhereItIsAcknowledgedAndNamesTheTableAllTheSame() {
        group("    acknowledgedUnprotected: [\"gold.api.z*\"]\n");
        table("zones", null);
        assertThat(perform("15m").message())
                .contains("Never replicated, or not since its commits were settled: gold.api.zones.");

        table("new_one", null);
        assertThatThrownBy(() -> perform("15m")).isInstanceOf(StepFailed.class);
    }

    /** What is there is kept or given up, and is written over by the next sync; until then nobody can say how old it is. */
    @Test
    void knowsNoAgeOfATableWhoseCommitsWereSettledWhereTheyStand() {
        table("customers", 7L);
        ReplicaState copied = ledger.states().all(new GroupName("gold")).get(0);
        Run settling = run(RunKind.SYNC);
        ledger.states().record(settling.id(), List.of(copied.settledIn(NORTH, 9L, settling.id())), List.of());

        assertThatThrownBy(() -> perform("15m")).hasMessageContaining("settled: gold.api.customers.");
    }

    private StepResult perform(String accepted) {
        when(move.parameters())
                .thenReturn(new MoveParameters(NORTH, "a test", AcceptedLoss.parse(accepted), false, Optional.empty()));
        return new MeasureLoss(work).perform(move);
    }

    private void group(String more) {
        when(move.group()).thenReturn(new TwinFolder(folder).group(more));
    }

    private Run run(RunKind kind) {
        return ledger.runs().start(move.group().name(), kind, THERE, Epoch.FIRST);
    }

    private void table(String name, Long version) {
        ObjectName table = ObjectName.of("gold", "api", name);
        Run sync = run(RunKind.SYNC);
        boolean copied = version != null;
        ledger.states()
                .record(
                        sync.id(),
                        List.of(new ReplicaState(
                                sync.group(),
                                SecurableKind.TABLE,
                                table,
                                THERE,
                                new Pair(
                                        new Side("source-id", "a", version),
                                        new Side(copied ? "replica-id" : null, copied ? "b" : null, version),
                                        null),
                                copied ? Outcome.UPDATED : Outcome.BLOCKED,
                                copied ? null : new Failure("conflict", "somebody else's", "Rename it."),
                                sync.id())),
                        List.of());
    }
}
