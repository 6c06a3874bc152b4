package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.endtoend.Replication.Ended;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions that refuse, delay, go away and come back: nothing is lost, and the operator reads what happened. */
class SyncUnderFaultsTest {
    private static final int SEEDED = 8;

    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void clear() throws Exception {
        regions.fault("clear");
    }

    @Test
    void stormsOf429And503LoseNothing() throws Exception {
        Replication storm = Replication.seeded(regions, folder, "storm");
        storm("primary", "429");
        storm("secondary", "503");

        Ended sync = storm.sync();
        regions.fault("clear");

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        storm.assertInSync(SEEDED);
    }

    /** Refuses a third of all calls, those between the regions too. */
    private static void storm(String region, String code) throws Exception {
        regions.fault("--region", region, "status", "--code", code, "--share", "0.3", "--retry-after", "0");
    }

    @Test
    void emptyPagesHideNoObject() throws Exception {
        Replication pages = Replication.seeded(regions, folder, "pages");
        for (String listing : List.of("schemas", "tables", "functions")) {
            regions.fault("--region", "primary", "empty-pages", "--path", "/api/2.1/unity-catalog/" + listing + "*");
        }

        Ended sync = pages.sync();
        regions.fault("clear");

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        pages.assertInSync(SEEDED);
    }

    @Test
    void aRegionThatIsDownIsNamedAndTheNextSyncGoesOn() throws Exception {
        Replication down = Replication.seeded(regions, folder, "down");
        assertThat(down.sync().exit()).isZero();
        regions.fault("--region", "primary", "down");

        Ended refused = down.sync();
        regions.fault("clear");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.document().at("/error/category").asText()).isIn("unavailable", "timeout");
        assertThat(refused.document().at("/error/message").asText()).contains("westeurope");
        assertThat(refused.err()).doesNotContain("Exception");
        assertThat(down.sync().exit()).isZero();
        down.assertInSync(SEEDED);
    }

    @Test
    void aStoppedWarehouseIsStartedAndWaitedFor() throws Exception {
        Replication stopped = Replication.seeded(regions, folder, "stopped");
        RegionSql secondary = regions.secondary();
        secondary.post("/api/2.0/sql/warehouses/" + secondary.warehouse() + "/stop", Map.of());

        Ended sync = stopped.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        stopped.assertInSync(SEEDED);
    }

    @Test
    void aTableThatIsDroppedMeanwhileFailsAlone() throws Exception {
        Replication dropped = Replication.seeded(regions, folder, "dropped");
        regions.fault("--region", "primary", "gate", "--path", "*/shares*");

        try (CommandProcess sync = dropped.start("sync", "-o", "json")) {
            regions.awaitHeld(1);
            regions.primary().run("DROP TABLE dropped.s.items");
            regions.fault("release");

            assertThat(sync.exitCode()).as(sync.out() + sync.err()).isEqualTo(8);
            Ended ended = new Ended(8, sync.out(), sync.err());
            assertThat(ended.document().path("failed")).as(sync.out()).hasSize(1);
            assertThat(ended.document().at("/failed/0/object").asText()).isEqualTo("dropped.s.items");
        }
        assertThat(dropped.sync().exit()).isZero();
        dropped.assertInSync(SEEDED - 1);
    }

    @Test
    void aWrongSecretIsRefusedAccessAndNeverShown() throws Exception {
        Replication wrong = Replication.seeded(regions, folder, "wrong");
        Path config = folder.resolve("twinlake.yml");
        Files.writeString(
                config, Files.readString(config).replaceAll("clientSecret: \\S+", "clientSecret: not-the-secret-4711"));

        Ended sync = wrong.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isEqualTo(4);
        assertThat(sync.out() + sync.err()).doesNotContain("4711");
    }
}
