package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that hang or fail are hard to provoke in a sandbox. */
class CancelClonesTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");

    private final ProtectedGroup work = mock(ProtectedGroup.class);
    private final MoveContext move = mock(MoveContext.class, RETURNS_DEEP_STUBS);
    private final Statements statements = mock(Statements.class);
    private final CountDownLatch never = new CountDownLatch(1);
    private Ledger ledger;
    private RunId sync;

    @BeforeEach
    void open(@TempDir Path folder) {
        Ledger opened = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        opened.epochs().current(GOLD, WEST);
        ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
        sync = ledger.runs()
                .start(GOLD, RunKind.SYNC, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
        Workspace target = mock(Workspace.class);
        when(target.statements()).thenReturn(statements);
        when(work.ledger()).thenReturn(ledger);
        when(work.workspace(any(), any())).thenReturn(target);
        when(move.to()).thenReturn(NORTH);
        when(move.group().name()).thenReturn(GOLD);
    }

    @AfterEach
    void close() {
        never.countDown();
        ledger.close();
    }

    @Test
    void endsWhatASyncLeftRunningAndNamesWhatMayRunOn() {
        submitted("ended");
        submitted("gone");
        submitted("unknown");
        submitted("succeeded");
        unheardOf("answer_lost");
        when(statements.cancel(any())).thenReturn(true);
        when(statements.cancel(new StatementId("succeeded"))).thenReturn(false);
        doThrow(failure(FailureCategory.NOT_FOUND)).when(statements).cancel(new StatementId("gone"));
        doThrow(failure(FailureCategory.UNAVAILABLE)).when(statements).cancel(new StatementId("unknown"));

        CancelClones clones = cancelled();

        verify(statements).cancel(new StatementId("ended"));
        assertThat(clones.mayRunOn())
                .contains("may still run", "gold.s.unknown", "gold.s.answer_lost")
                .doesNotContain("gold.s.ended", "gold.s.gone", "gold.s.succeeded");
        assertThat(ledger.clones().ofRun(sync))
                .filteredOn(clone -> clone.state() == CloneRecord.State.FAILED)
                .extracting(CloneRecord::statementId)
                .containsExactly("ended");
    }

    @Test
    void doesNotWaitForAWarehouseThatDoesNotAnswer() {
        submitted("hangs");
        doAnswer(hang -> {
                    never.await();
                    return null;
                })
                .when(statements)
                .cancel(any());

        assertThat(cancelled().mayRunOn()).contains("gold.s.hangs");
    }

    @Test
    void asksOnceForEachAndForThoseThatWereHandedInMeanwhile() {
        submitted("first");
        doThrow(failure(FailureCategory.UNAVAILABLE)).when(statements).cancel(new StatementId("first"));
        CancelClones clones = cancelled();
        submitted("late");
        doReturn(true).when(statements).cancel(new StatementId("late"));

        clones.cancel();

        verify(statements, times(1)).cancel(new StatementId("first"));
        verify(statements, times(1)).cancel(new StatementId("late"));
        assertThat(clones.mayRunOn()).contains("gold.s.first").doesNotContain("late");
    }

    @Test
    void asksNobodyWhereNothingWasLeftRunning() {
        assertThat(cancelled().mayRunOn()).isEmpty();

        verify(statements, never()).cancel(any());
    }

    private CancelClones cancelled() {
        CancelClones clones = new CancelClones(work, move);
        clones.cancel();
        return clones;
    }

    private void submitted(String table) {
        clone(table, table, CloneRecord.State.SUBMITTED);
    }

    private void unheardOf(String table) {
        clone(table, null, CloneRecord.State.INTENDED);
    }

    private void clone(String table, @Nullable String statement, CloneRecord.State state) {
        ledger.clones()
                .put(new CloneRecord(
                        sync,
                        GOLD,
                        ObjectName.of("gold", "s", table),
                        new CloneRecord.Source("t", 1, Instant.EPOCH),
                        null,
                        statement,
                        CloneRecord.Copy.UNKNOWN,
                        state));
    }

    private static ClientException failure(FailureCategory category) {
        return new ClientException(category, "cancel statement", null, null, "no", null);
    }
}
