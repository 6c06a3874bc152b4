package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is lost and its copies are not to be used: a new one begins with what the regions and the witness tell. */
class RebuiltLedgerTest {
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
    void putBack() {
        regions.putJobsBack();
    }

    @Test
    void theNextSyncClonesNothingAnewAndOverwritesNothingForeign() throws Exception {
        Replication first = Replication.seeded(regions, folder, "rebuilt").withoutEndpoints();
        assertExit(0, first.sync());
        regions.secondary()
                .run(
                        "CREATE TABLE rebuilt.s.mine DEEP CLONE rebuilt.s.orders",
                        "CREATE TABLE rebuilt.s.taken DEEP CLONE rebuilt.s.items",
                        "DROP TABLE rebuilt.s.items",
                        "ALTER TABLE rebuilt.s.taken RENAME TO rebuilt.s.items",
                        "INSERT INTO rebuilt.s.items VALUES (8)");
        Replication begun = elsewhere("rebuilt");

        Ended refused = begun.run("ledger", "rebuild", "-o", "json");
        Ended rebuilt = begun.run("ledger", "rebuild", "--new-ledger", "--reason", "a test", "-o", "json");
        Ended synced = begun.sync();

        assertExit(6, refused);
        assertThat(refused.document().at("/error/next").asText()).contains("twinlake ledger restore");
        assertExit(8, rebuilt);
        assertThat(rebuilt.document().at("/groups/0/toldBy").asText()).isEqualTo("witness");
        assertThat(rebuilt.document().path("unproven").findValuesAsText("object"))
                .containsExactlyInAnyOrder("function rebuilt.s.next", "table rebuilt.s.mine", "table rebuilt.s.items");
        assertExit(8, synced);
        assertThat(synced.document().path("clones")).isEmpty();
        assertThat(synced.document().path("failed").findValuesAsText("object")).containsExactly("rebuilt.s.items");
        assertThat(ids("rebuilt.s.items")).containsExactly("7", "8");
        assertThat(ids("rebuilt.s.mine")).containsExactly("1");
    }

    @Test
    void behindAMoveTheWitnessSaysWhoServesAndOnlyWhatMovedIsCopiedBack() throws Exception {
        Replication first = Replication.seeded(regions, folder, "rebuiltback").withoutEndpoints();
        assertExit(0, first.sync());
        assertExit(0, first.run(MoveWords.forced("northeurope", "-o", "json")));
        regions.secondary().run("INSERT INTO rebuiltback.s.orders VALUES (2, 'born in the north')");
        Replication begun = elsewhere("rebuiltback");

        Ended rebuilt = begun.run("ledger", "rebuild", "--new-ledger", "--reason", "a test", "-o", "json");
        Ended synced = begun.sync();

        assertExit(8, rebuilt);
        assertThat(rebuilt.document().at("/groups/0/effectivePrimary").asText()).isEqualTo("northeurope");
        assertThat(rebuilt.document().at("/groups/0/epoch").asInt()).isEqualTo(2);
        assertExit(0, synced);
        assertThat(synced.document().path("clones").findValuesAsText("object")).containsExactly("rebuiltback.s.orders");
        JsonNode rows = synced.document().path("failed");
        assertThat(rows).isEmpty();
        assertThat(regions.primary()
                        .query("SELECT id FROM rebuiltback.s.orders ORDER BY id")
                        .toString())
                .isEqualTo("[[1], [2]]");
    }

    private List<String> ids(String table) {
        return regions.secondary().query("SELECT id FROM " + table + " ORDER BY id").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private Replication elsewhere(String catalog) throws IOException {
        regions.configuration(elsewhere, catalog);
        return new Replication(regions, elsewhere, catalog).withoutEndpoints();
    }

    private static void assertExit(int code, Ended ended) {
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(code);
    }
}
