package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host is stopped in the middle of a move, as by a debugger or a sleeping laptop, while another host moves the group. */
class StoppedHolderTest {
    private static final Duration LEASE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private TwoRegions regions;

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void putBack() throws Exception {
        regions.fault("clear");
        regions.putJobsBack();
    }

    @Test
    void itWritesNothingMoreWhenItGoesOn() throws Exception {
        Replication frozen = moving(Replication.seeded(regions, folder, "frozen"));
        Ended synced = frozen.sync();
        assertThat(synced.exit()).as(synced.out() + synced.err()).isZero();
        regions.configuration(elsewhere, "frozen");
        Replication other = new Replication(regions, elsewhere, "frozen").withoutEndpoints();
        Ended restored = other.run("ledger", "restore");
        assertThat(restored.exit()).as(restored.out() + restored.err()).isZero();

        // Its readiness is checked, and the first question of its sync is held until it stands still itself.
        regions.fault(
                "--region",
                "primary",
                "gate",
                "--actor",
                "twinlake",
                "--method",
                "GET",
                "--path",
                "*/unity-catalog/schemas*",
                "--times",
                "1");
        try (CommandProcess move = frozen.start(MoveWords.planned(MovedGroup.NORTH))) {
            regions.awaitHeld(1, "--region", "primary");
            move.freeze();
            assertThat(move.err()).contains("check-readiness");
            regions.fault("release");
            CallOracle oracle = CallOracle.of(regions, "frozen");
            Thread.sleep(LEASE.toMillis());
            Ended forced = other.run(MoveWords.forced(MovedGroup.NORTH));
            assertThat(forced.exit()).as(forced.out() + forced.err()).isZero();
            long before = regions.writesDone();

            move.thaw();

            // Whichever it meets first, the lease that it lost or the promotion: its time is over.
            assertThat(move.exitCode()).as(move.out() + move.err()).isEqualTo(5);
            assertThat(move.err()).contains("`twinlake status` to see who serves now");
            assertThat(regions.writesDone()).isEqualTo(before);
            oracle.assertForced("westeurope", other.promotedAt());
        }
    }

    private static Replication moving(Replication replication) throws IOException {
        Files.writeString(
                replication.withoutEndpoints().folder().resolve("twinlake.yml"),
                "lease: {timeToLive: " + LEASE.toSeconds() + "s, renewEvery: 2s}\n",
                StandardOpenOption.APPEND);
        return replication;
    }
}
