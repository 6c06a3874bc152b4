package io.twinlake.orchestrator.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.LeaseTerms;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.run.Runs;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes between, the run of a comparison ends, or the next one ends it. */
class VerificationTest {
    private static final LeaseTerms LEASE = KeyedRecords.lease("");

    @TempDir
    Path folder;

    private final LedgerException silent = new LedgerException("The ledger does not answer.", new IOException());
    private Ledger ledger;
    private FailoverGroup group;

    @BeforeEach
    void open() {
        TwinFolder twin = new TwinFolder(folder);
        group = twin.group("");
        ledger = twin.ledgerOf(group);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void endsFailedWhereAPromotionCutsItShort() {
        assertThatThrownBy(() -> verify(ledger, () -> {
                    ledger.epochs().promote(group.name(), Epoch.FIRST, group.secondary(), "another run", "a test");
                    return equal();
                }))
                .isInstanceOf(StaleEpochException.class);

        assertThat(last().result()).isEqualTo(RunResult.FAILED);
        assertThat(last().end().message()).contains("epoch");
    }

    @Test
    void endsAsItDidWhereTheLedgerTakesItsEndOnlyWhenAskedAgain() {
        verify(takingAnEndTheSecondTime(), this::equal);

        assertThat(last().result()).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void endsFailedWhereNeitherTheRegionsNorTheLedgerAnswer() {
        IllegalStateException broken = new IllegalStateException("The region does not answer.");

        assertThatThrownBy(() -> verify(takingAnEndTheSecondTime(), () -> {
                    throw broken;
                }))
                .isSameAs(broken)
                .hasSuppressedException(silent);

        assertThat(last().result()).isEqualTo(RunResult.FAILED);
        assertThat(last().end().message()).isEqualTo("The region does not answer.");
    }

    @Test
    void endsTheRunOfOneThatWasKilledAndOfNoneThatIsAlive() {
        Run killed = begun();
        Run rebuilding = ledger.under(Tenure.of(group.name(), Epoch.FIRST))
                .runs()
                .start(group.name(), RunKind.REBUILD, new Direction(group.home(), group.secondary()), Epoch.FIRST);
        Run alive = begun();
        ledger.leases().acquire(LeaseName.of(alive.id()), "another process", LEASE.timeToLive());

        verify(ledger, this::equal);

        assertThat(result(killed)).isEqualTo(RunResult.FAILED);
        assertThat(result(rebuilding)).isEqualTo(RunResult.FAILED);
        assertThat(result(alive)).isEqualTo(RunResult.RUNNING);
    }

    @Test
    void isKnownToBeAliveWhileItCompares() {
        Run outer = verify(ledger, () -> {
                    Run run = last();
                    verify(ledger, this::equal);
                    assertThat(result(run)).isEqualTo(RunResult.RUNNING);
                    return equal();
                })
                .run();

        assertThat(result(outer)).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void endsWhateverWasBegunUnderAnEarlierEpochButAMove() {
        Ledger before = ledger.under(Tenure.of(group.name(), Epoch.FIRST));
        Direction direction = new Direction(group.home(), group.secondary());
        Run sync = before.runs().start(group.name(), RunKind.SYNC, direction, Epoch.FIRST);
        before.runs().end(sync.id(), RunResult.INTERRUPTED, Map.of(), "Stopped.");
        Run drill = before.runs().start(group.name(), RunKind.DRILL, direction, Epoch.FIRST);
        Run move = before.runs().start(group.name(), RunKind.FAILOVER, direction, Epoch.FIRST);
        ledger.epochs().promote(group.name(), Epoch.FIRST, group.secondary(), "another run", "a test");

        verify(ledger, this::equal);

        assertThat(result(sync)).isEqualTo(RunResult.FAILED);
        assertThat(result(drill)).isEqualTo(RunResult.FAILED);
        assertThat(result(move)).isEqualTo(RunResult.RUNNING);
    }

    private VerifiedRun verify(Ledger on, Supplier<ParityReport> comparison) {
        GroupSync sync = mock(GroupSync.class);
        when(sync.verify(any())).thenAnswer(call -> comparison.get());
        GroupMeans means = mock(GroupMeans.class);
        when(means.sync(any(), any())).thenReturn(sync);
        return new Verification(LoneGroup.on(on, group, means)).run(Tier.METADATA);
    }

    /** The same ledger, which does not answer when a run shall end, and then does. */
    private Ledger takingAnEndTheSecondTime() {
        Ledger writable = ledger.under(Tenure.of(group.name(), Epoch.FIRST));
        Runs runs = mock(Runs.class, delegatesTo(writable.runs()));
        doThrow(silent).doAnswer(delegatesTo(writable.runs())).when(runs).end(any(), any(), any(), any());
        Ledger full = mock(Ledger.class, delegatesTo(writable));
        when(full.runs()).thenReturn(runs);
        when(full.under(any())).thenReturn(full);
        return full;
    }

    private ParityReport equal() {
        return new ParityReport(
                Tier.METADATA, new Direction(group.home(), group.secondary()), Instant.EPOCH, List.of(), List.of());
    }

    private Run begun() {
        return ledger.under(Tenure.of(group.name(), Epoch.FIRST))
                .runs()
                .start(group.name(), RunKind.VERIFY, new Direction(group.home(), group.secondary()), Epoch.FIRST);
    }

    private Run last() {
        return ledger.runs().latest(group.name(), RunKind.VERIFY).orElseThrow();
    }

    private RunResult result(Run run) {
        return ledger.runs().find(run.id()).orElseThrow().result();
    }
}
