package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary is dead and so is the host that Twinlake ran on: another one has the configuration and the key. */
class BareHostTest {
    private static TwoRegions regions;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void bringThePrimaryBack() throws Exception {
        regions.fault("clear");
        regions.putJobsBack();
    }

    @Test
    void aForcedFailoverFollowsTheRestoredLedger() throws Exception {
        Replication first = Replication.seeded(regions, folder, "bare").withoutEndpoints();
        Ended synced = first.sync();
        assertThat(synced.exit()).as(synced.out() + synced.err()).isZero();
        regions.fault("--region", "primary", "blackhole");
        regions.configuration(elsewhere, "bare");
        Replication bare = new Replication(regions, elsewhere, "bare").withoutEndpoints();

        CallOracle oracle = CallOracle.of(regions, "bare");
        Ended restored = bare.run("ledger", "restore", "-o", "json");
        Ended again = bare.run("ledger", "restore", "-o", "json");
        Ended moved = bare.run(MoveWords.forced("northeurope", "-o", "json"));

        assertThat(restored.exit()).as(restored.out() + restored.err()).isZero();
        assertThat(restored.document().path("places").findValuesAsText("place"))
                .contains("westeurope", "northeurope", "witness");
        assertThat(again.exit()).isEqualTo(6);
        assertThat(again.document().at("/error/message").asText()).contains("not empty");
        assertThat(again.document().at("/error/next").asText()).contains("ledger.url");
        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        assertThat(moved.document().path("epoch").asInt()).isEqualTo(2);
        assertThat(moved.document().path("rpoSeconds").isNumber()).isTrue();
        oracle.assertForced("westeurope", bare.promotedAt());
        JsonNode runs = bare.run("history", "-o", "json").document().path("runs");
        assertThat(runs.findValuesAsText("run"))
                .contains(synced.document().path("run").asText());
        theOldHostWritesNothing(first);
    }

    private static void theOldHostWritesNothing(Replication first) throws Exception {
        Ended sync = first.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isNotZero();
        assertThat(sync.document().at("/error/message").asText()).contains("Replication of group bare is held since");
    }
}
