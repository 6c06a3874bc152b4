package io.twinlake.orchestrator.move.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMoveTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");

    @TempDir
    private Path folder;

    private JdbcLedger opened;
    private Ledger ledger;
    private Run begun;

    @BeforeEach
    void aMoveThatDiedBeforeItsRunbookWasKept() {
        opened = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        opened.epochs().current(GOLD, WEST);
        ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
        begun = ledger.runs().start(GOLD, RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void lookingForItChangesNothing() {
        assertThat(OpenMove.of(ledger, GOLD)).isEmpty();

        assertThat(ledger.runs().openMove(GOLD)).contains(begun);
    }

    @Test
    void whoeverMayBeginAnotherEndsIt() {
        assertThat(OpenMove.taken(ledger, GOLD)).isEmpty();

        assertThat(ledger.runs().openMove(GOLD)).isEmpty();
        Run ended = ledger.runs().find(begun.id()).orElseThrow();
        assertThat(ended.result()).isEqualTo(RunResult.FAILED);
        assertThat(ended.end().message()).contains("before its first step");
    }

    @Test
    void anEndedMoveIsNotOpen() {
        ledger.runs().end(begun.id(), RunResult.SUCCEEDED, Map.of(), "done");

        assertThat(ledger.runs().openMove(GOLD)).isEmpty();
    }
}
