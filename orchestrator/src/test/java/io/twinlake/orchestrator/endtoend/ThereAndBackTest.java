package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a promotion the direction turns: what was the source is the replica, and it is written although Twinlake did not make it. */
class ThereAndBackTest {
    /** Catalog, two schemas (the platform makes {@code default}), three tables, two views, a function. */
    private static final int SEEDED = 9;

    private static final String WEST = "westeurope";
    private static final String NORTH = "northeurope";

    private static TwoRegions regions;
    private static RegionSql west;
    private static RegionSql north;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
        west = regions.primary();
        north = regions.secondary();
    }

    @Test
    void whatIsWrittenInTheNewPrimaryComesHome() throws Exception {
        Replication trip = seeded("trip");
        assertDone(trip.sync());
        assertThat(west.query("SHOW TBLPROPERTIES trip.s.orders").toString()).doesNotContain("twinlake.");

        trip.promote(NORTH);
        Ended nothingMoved = trip.sync();
        assertDone(nothingMoved);
        assertThat(nothingMoved.document().path("clones")).isEmpty();
        assertThat(assertDone(trip.sync()).document().path("clones")).isEmpty();

        north.run(
                "MERGE INTO trip.s.orders AS t USING (SELECT 1 AS id, 'north' AS name UNION ALL SELECT 2, 'new') AS s"
                        + " ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
                "INSERT INTO trip.s.outside VALUES (2)",
                "CREATE TABLE trip.s.added AS SELECT 5 AS id",
                "CREATE OR REPLACE VIEW trip.s.names AS SELECT name, id FROM trip.s.orders",
                "COMMENT ON TABLE trip.s.items IS 'from the north'");
        Ended back = assertDone(trip.sync());
        assertThat(cloned(back)).containsExactlyInAnyOrder("trip.s.orders", "trip.s.outside", "trip.s.added");
        trip.assertInSync(SEEDED + 1);
        assertThat(west.query("SELECT name FROM trip.s.orders ORDER BY id"))
                .isEqualTo(List.of(List.of("north"), List.of("new")));
        assertOriginalsAreUnmarked();

        north.run("INSERT INTO trip.s.orders VALUES (3, 'third')");
        Ended second = assertDone(trip.sync());
        assertThat(second.document().at("/clones/0/mode").asText()).isEqualTo("incremental");
        assertThat(second.document().at("/clones/0/files").asInt()).isEqualTo(1);

        trip.promote(WEST);
        west.run("INSERT INTO trip.s.orders VALUES (4, 'home')", "INSERT INTO trip.s.added VALUES (6)");
        Ended home = assertDone(trip.sync());
        assertThat(cloned(home)).containsExactlyInAnyOrder("trip.s.orders", "trip.s.added");
        trip.assertInSync(SEEDED + 1);
        assertThat(north.query("SELECT count(*) FROM trip.s.orders")).isEqualTo(List.of(List.of("4")));
    }

    @Test
    void aTableDroppedInTheNewPrimaryStaysWhereItCameFrom() throws Exception {
        Replication kept = seeded("kept");
        assertDone(kept.sync());
        kept.promote(NORTH);
        north.run("DROP TABLE kept.s.items");

        assertDone(kept.sync());

        assertThat(west.query("SELECT id FROM kept.s.items")).isEqualTo(List.of(List.of("7")));
        Ended verified = kept.run("verify", "-o", "json");
        assertThat(verified.exit()).as(verified.out()).isEqualTo(2);
        assertThat(verified.document().path("extra").asInt()).isOne();
    }

    @Test
    void aCommitThatWasNeverReplicatedIsNotOverwritten() throws Exception {
        Replication stranded = seeded("stranded");
        assertDone(stranded.sync());
        west.run("UPDATE stranded.s.orders SET name = 'left behind'");
        stranded.promote(NORTH);
        north.run("INSERT INTO stranded.s.orders VALUES (2, 'new')", "INSERT INTO stranded.s.items VALUES (8)");

        Ended sync = stranded.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isEqualTo(8);
        assertThat(sync.document().path("failed")).hasSize(1);
        assertThat(sync.document().at("/failed/0/object").asText()).isEqualTo("stranded.s.orders");
        assertThat(sync.document().at("/failed/0/message").asText()).contains("stranded commits in " + WEST);
        assertThat(west.query("SELECT name FROM stranded.s.orders")).isEqualTo(List.of(List.of("left behind")));
        assertThat(west.query("SELECT id FROM stranded.s.items ORDER BY id"))
                .isEqualTo(List.of(List.of("7"), List.of("8")));
    }

    /** With an external table, a grant and a comment beside the usual. */
    private Replication seeded(String catalog) {
        Replication replication = Replication.seeded(regions, folder, catalog);
        west.run(
                "CREATE TABLE " + catalog + ".s.outside LOCATION '" + regions.lake() + "/elsewhere/" + catalog
                        + "' AS SELECT 1 AS id",
                "GRANT SELECT ON TABLE " + catalog + ".s.orders TO `account users`");
        return replication;
    }

    private static void assertOriginalsAreUnmarked() {
        for (String table : List.of("orders", "outside", "items")) {
            assertThat(west.query("SHOW TBLPROPERTIES trip.s." + table).toString())
                    .as(table)
                    .doesNotContain("twinlake.");
        }
        assertThat(west.query("SHOW TBLPROPERTIES trip.s.added").toString()).contains("twinlake.group");
        assertThat(west.query("DESCRIBE TABLE EXTENDED trip.s.outside").toString())
                .contains(regions.lake() + "/elsewhere/trip");
    }

    private static Ended assertDone(Ended sync) {
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        return sync;
    }

    private static List<String> cloned(Ended sync) {
        JsonNode clones = sync.document().path("clones");
        return StreamSupport.stream(clones.spliterator(), false)
                .map(clone -> clone.path("object").asText())
                .toList();
    }
}
