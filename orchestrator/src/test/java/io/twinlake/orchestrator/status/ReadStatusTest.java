package io.twinlake.orchestrator.status;

import static io.twinlake.orchestrator.twin.TwinGroup.GOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.access.Secret;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.export.WrittenExport;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.export.ExportLedger;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.twin.LoneGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadStatusTest {
    private static final RegionName WEST = new RegionName("west");
    private static final RegionName NORTH = new RegionName("north");

    private Ledger ledger;

    @BeforeEach
    void openLedger(@TempDir Path folder) {
        Ledger opened = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        opened.epochs().current(GOLD.name(), WEST);
        ledger = opened.under(Tenure.of(GOLD.name(), Epoch.FIRST));
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void aMoveThatWasBrokenOffComesBeforeTheSyncThatSucceeded() {
        end(RunKind.SYNC, RunResult.SUCCEEDED, "16 kept.");
        Run move = end(RunKind.FAILOVER, RunResult.INTERRUPTED, "Stopped at final-sync: no answer");

        GroupStatus status = status();

        assertThat(status.state()).isEqualTo(GroupState.MOVING);
        Check check = check(status, "move");
        assertThat(check.ok()).isFalse();
        assertThat(check.message()).endsWith("was broken off. Stopped at final-sync: no answer.");
        assertThat(check.remedy()).contains("--resume " + move.id(), "--rollback " + move.id());
    }

    @Test
    void aGroupWhoseReplicationIsHeldIsNotCurrent() {
        Run move = end(RunKind.FAILOVER, RunResult.SUCCEEDED, "north serves.");
        end(RunKind.SYNC, RunResult.SUCCEEDED, "16 kept.");
        ledger.holds().hold(GOLD.name(), "forced failover", move.id());

        assertThat(status().state()).isEqualTo(GroupState.HELD);
        assertThat(check(status(), "move").ok()).isTrue();
    }

    @Test
    void copiesThatStoppedWithoutAWordAreNotCalledThere(@TempDir Path files) {
        Secret key = new Secret("the key of the copies, of 32 bytes or more");
        end(RunKind.SYNC, RunResult.SUCCEEDED, "16 kept.");
        WrittenExport carried = ledger.exports().next(files.resolve("first"), key);
        ledger.exports().advance(carried);
        ledger.exports().note(new PlaceState("north", 1, Instant.now(), null));
        assertThat(check(status(), "ledgerExport").ok()).isTrue();

        Run unexported = end(RunKind.SYNC, RunResult.SUCCEEDED, "16 kept.");

        Check check = check(status(), "ledgerExport");
        assertThat(check.ok()).isFalse();
        assertThat(check.message()).contains("No copy of the ledger tells how run " + unexported.id() + " ended");
        for (LeaseName work : List.of(ExportLedger.LEASE, LeaseName.move(GOLD.name()), LeaseName.drill(GOLD.name()))) {
            LeaseAttempt taken = ledger.leases().acquire(work, "a process", Duration.ofMinutes(1));
            assertThat(check(status(), "ledgerExport").message()).contains("on its way");
            ledger.leases().release(((LeaseAttempt.Acquired) taken).lease());
        }
        assertThat(check(status(), "ledgerExport").ok()).isFalse();
    }

    @Test
    void aPlaceThatTheNewestCopyDidNotReachIsNamed(@TempDir Path files) {
        Secret key = new Secret("the key of the copies, of 32 bytes or more");
        end(RunKind.SYNC, RunResult.SUCCEEDED, "16 kept.");
        ledger.exports().advance(ledger.exports().next(files.resolve("first"), key));
        ledger.exports().note(new PlaceState("north", 1, Instant.now(), null));
        ledger.exports().note(new PlaceState("west", 0, null, null));

        assertThat(check(status(), "ledgerExport").message()).contains("did not reach west.");
    }

    private Run end(RunKind kind, RunResult result, String message) {
        Run run = ledger.runs().start(GOLD.name(), kind, new Direction(WEST, NORTH), Epoch.FIRST);
        ledger.runs().end(run.id(), result, Map.of(), message);
        return run;
    }

    private GroupStatus status() {
        return new ReadStatus(LoneGroup.on(ledger, GOLD, mock(GroupMeans.class))).read();
    }

    private static Check check(GroupStatus status, String name) {
        return status.readiness().stream()
                .filter(check -> check.name().word().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
