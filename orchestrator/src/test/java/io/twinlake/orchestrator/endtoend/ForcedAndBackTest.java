package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forced failover away from a dead primary, and the way back once it lives again: nothing that it alone held is overwritten. */
@Tag("own-regions")
class ForcedAndBackTest {
    private static final String WEST = "westeurope";
    private static final String NORTH = "northeurope";
    private static final String TABLE = "gold.api.customer_summary";
    private static final String OLD = "gold.api.orders";

    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
        // The Functions read this one table, which other tests may have filled in their own way.
        regions.primary().run("DROP CATALOG IF EXISTS gold CASCADE");
        regions.secondary().run("DROP CATALOG IF EXISTS gold CASCADE");
    }

    @Test
    void theWayBackIsHeldUntilWhatWasStrandedIsSettled() throws Exception {
        Replication gold = replicated();
        CallOracle forced = CallOracle.of(regions);
        regions.primary()
                .run(
                        "UPDATE " + TABLE + " SET score = 'stranded' WHERE score = 'second'",
                        "UPDATE " + OLD + " SET score = 'stranded too'",
                        "ALTER TABLE " + OLD
                                + " SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 0 hours')",
                        "VACUUM " + OLD);
        regions.fault("--region", WEST, "down");
        try {
            assertExit(0, gold.run(MoveWords.forced(NORTH, "-o", "json")));
            forced.assertForced(WEST, gold.promotedAt());
            regions.secondary().run("INSERT INTO " + TABLE + " VALUES ('c-3', 'born in the north')");

            Ended held = gold.sync();
            assertExit(6, held);
            assertThat(held.document().at("/error/next").asText()).contains("Bring the region back");
        } finally {
            regions.fault("clear");
        }

        Ended undecided = gold.run(MoveWords.failback("-o", "json"));
        assertExit(6, undecided);
        assertThat(undecided.out()).contains(TABLE);
        assertThat(scores(regions.primary())).contains("stranded");

        CallOracle planned = CallOracle.of(regions);
        Ended back = gold.run(MoveWords.failback("--stranded", "export", "-o", "json"));
        assertExit(0, back);
        planned.assertPlanned(NORTH, gold.promotedAt());
        assertThat(scores(regions.primary())).containsExactly("born in the north", "first", "second");
        assertThat(regions.primary()
                        .query("SHOW TABLES IN gold.twinlake_stranded_2")
                        .toString())
                .contains("_gained", "_lost", "_whole");
        assertThat(scores(regions.primary(), OLD))
                .as("written over by a clone, for no version of it is left to go back to")
                .containsExactly("old");
        assertThat(scores(regions.primary(), kept("_whole"))).containsExactly("stranded too");
        assertExit(0, gold.sync());
        assertThat(scores(regions.secondary())).isEqualTo(scores(regions.primary()));
        assertThat(regions.secondary().query("SHOW SCHEMAS IN gold").toString())
                .as("what was set aside is no part of the group")
                .doesNotContain("stranded");
    }

    private Replication replicated() throws Exception {
        Path file = regions.configuration(folder, "gold");
        String probed = Files.readString(file)
                .lines()
                .filter(line -> line.contains("probe:"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1).strip())
                .findFirst()
                .orElseThrow();
        regions.primary().catalog("gold", regions.lake() + "/gold");
        regions.primary()
                .run(
                        "CREATE SCHEMA gold.api",
                        "CREATE TABLE " + TABLE + " AS SELECT * FROM VALUES ('" + probed
                                + "', 'first'), ('c-2', 'second') AS row(id, score)",
                        "CREATE TABLE " + OLD + " AS SELECT 1 AS id, 'old' AS score",
                        "GRANT USE CATALOG ON CATALOG gold TO `api-readers`",
                        "GRANT USE SCHEMA, SELECT ON SCHEMA gold.api TO `api-readers`");
        Replication gold = new Replication(regions, folder, "gold");
        assertExit(0, gold.sync());
        return gold;
    }

    private static void assertExit(int code, Ended ended) {
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(code);
    }

    private static String kept(String suffix) {
        String schema = "gold.twinlake_stranded_2";
        return regions.primary().query("SHOW TABLES IN " + schema).stream()
                .map(row -> schema + "." + row.get(1))
                .filter(name -> name.endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> scores(RegionSql region) {
        return scores(region, TABLE);
    }

    private static List<String> scores(RegionSql region, String table) {
        return region.query("SELECT score FROM " + table + " ORDER BY score").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
