package io.twinlake.orchestrator.schedule;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiringsTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Ledger ledger;
    private RunResult ending = RunResult.SUCCEEDED;
    private int runs;

    @BeforeEach
    void open() {
        Clock clock = Clock.fixed(NOON.plusSeconds(2), ZoneOffset.UTC);
        Ledger opened =
                JdbcLedger.open(new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), clock);
        opened.epochs().current(GOLD, new RegionName("westeurope"));
        ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aDoubledFiringStartsOneRun() {
        firings().due(GOLD, NOON);
        firings().due(GOLD, NOON);

        assertThat(runs).isEqualTo(1);
    }

    @Test
    void timesThatWereMissedAreMadeUpForByOneRun() {
        firings().due(GOLD, NOON.minusSeconds(1800));
        firings().due(GOLD, NOON.minusSeconds(900));
        firings().due(GOLD, NOON);

        assertThat(runs).isEqualTo(1);
    }

    @Test
    void theNextTimeHasARunOfItsOwn() {
        firings().due(GOLD, NOON);
        firings().due(GOLD, NOON.plusSeconds(900));

        assertThat(runs).isEqualTo(2);
    }

    @Test
    void anInterruptedRunIsTakenUpAgain() {
        ending = RunResult.INTERRUPTED;
        firings().due(GOLD, NOON);
        firings().due(GOLD, NOON);

        assertThat(runs).isEqualTo(2);
    }

    @Test
    void aFailedRunWasTheRunOfItsTime() {
        ending = RunResult.FAILED;
        firings().due(GOLD, NOON);
        firings().due(GOLD, NOON);

        assertThat(runs).isEqualTo(1);
    }

    @Test
    void runNowDoesNotAskWhetherATimeHasCome() {
        firings().due(GOLD, NOON);
        firings().now(GOLD);

        assertThat(runs).isEqualTo(2);
    }

    @Test
    void aFailingSyncDoesNotEndTheSchedule() {
        Firings failing = new Firings(ScheduledWork.SYNC, Firings.LastDone.run(ledger, RunKind.SYNC), group -> {
            runs++;
            throw new IllegalStateException("the region is down");
        });

        failing.now(GOLD);
        failing.now(GOLD);

        assertThat(runs).isEqualTo(2);
    }

    private Firings firings() {
        return new Firings(ScheduledWork.SYNC, Firings.LastDone.run(ledger, RunKind.SYNC), group -> {
            runs++;
            Direction direction = new Direction(new RegionName("westeurope"), new RegionName("northeurope"));
            Run run = ledger.runs().start(group, RunKind.SYNC, direction, Epoch.FIRST);
            ledger.runs().end(run.id(), ending, Map.of(), "done");
        });
    }
}
