package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinlake.orchestrator.endtoend.Replication.Ended;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a sync: the next one ends where an undisturbed one would have. */
class KilledSyncTest {
    private static final int SEEDED = 8;

    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void theOrchestratorMayDieAtTenPoints() throws Exception {
        Replication killed = Replication.seeded(regions, folder, "killed");

        for (int point = 1; point <= 10; point++) {
            killAfter(killed, point);
        }
        Ended last = killed.sync();

        assertThat(last.exit()).as(last.out() + last.err()).isZero();
        killed.assertInSync(SEEDED);
    }

    /** Kills a sync once it has sent this many calls that may change something; one that has less to do ends by itself. */
    private static void killAfter(Replication killed, int writes) throws Exception {
        long before = regions.writes();
        try (CommandProcess sync = killed.start("sync", "-o", "json")) {
            await().atMost(CommandProcess.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !sync.isAlive() || regions.writes() >= before + writes);
            sync.kill();
        }
    }

    @Test
    void aRegionMayDie() throws Exception {
        Replication orphan = Replication.seeded(regions, folder, "orphan");
        // It is at work there when it dies: some statements are done, and one waits before its effect.
        regions.fault(
                "--region",
                "secondary",
                "gate",
                "--actor",
                "twinlake",
                "--method",
                "POST",
                "--path",
                "/api/2.0/sql/statements*",
                "--skip",
                "5");
        try (CommandProcess sync = orphan.start("sync", "-o", "json")) {
            regions.awaitHeld(1, "--region", "secondary");
            regions.kill(regions.secondary());
            assertThat(sync.exitCode()).as(sync.out() + sync.err()).isIn(1, 8);
        } finally {
            regions.restart();
        }

        Ended again = orphan.sync();

        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        orphan.assertInSync(SEEDED);
    }
}
