package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that has no room in one share, with names that no alias may have, between regions that tell each other late. */
class ManySharesTest {

    /** Catalog, four schemas (the platform makes {@code default}), seven tables. */
    private static final int SEEDED = 12;

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

    @AfterEach
    void putBack() throws Exception {
        regions.set("--reset");
        regions.fault("clear");
    }

    private Replication catalog(String catalog) {
        regions.configuration(folder, catalog);
        west.catalog(catalog, regions.lake() + "/" + catalog);
        return new Replication(regions, folder, catalog);
    }

    @Test
    void syncsThereAndBackOverAsManySharesAsItTakes() throws Exception {
        regions.set("share-tables", "3", "share-schemas", "2", "share-told-ms", "3000");
        Replication many = catalog("many_shares");
        west.run("CREATE SCHEMA many_shares.a", "CREATE SCHEMA many_shares.`raw-data`", "CREATE SCHEMA many_shares.z");
        for (String table : List.of("a.a", "a.b", "a.c", "a.d", "`raw-data`.`daily-load`", "`raw-data`.t", "z.z")) {
            west.run("CREATE TABLE many_shares." + table + " AS SELECT 1 AS id");
        }
        assertDone(many.sync());
        many.assertInSync(SEEDED);
        Map<String, String> before = shared(west);
        assertThat(before).hasSize(7);
        assertThat(before.values().stream().map(ManySharesTest::share).distinct())
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(before.values()).allMatch(place -> place.matches("\\w+\\.\\w+\\.\\w+"));

        west.run(
                "INSERT INTO many_shares.`raw-data`.`daily-load` VALUES (2)",
                "CREATE TABLE many_shares.a.`e-e` AS SELECT 1 AS id",
                "DROP TABLE many_shares.z.z",
                "CREATE TABLE many_shares.z.z AS SELECT 26 AS id");
        Ended second = assertDone(many.sync());
        assertThat(mode(second, "many_shares.raw-data.daily-load")).isEqualTo("incremental 1");
        many.assertInSync(SEEDED + 1);
        assertThat(north.query("SELECT id FROM many_shares.z.z")).isEqualTo(List.of(List.of("26")));
        Map<String, String> after = shared(west);
        assertThat(after).hasSize(8);
        before.remove("many_shares.z.z");
        assertThat(after).containsAllEntriesOf(before);

        many.promote("northeurope");
        assertDone(many.sync());
        north.run(
                "INSERT INTO many_shares.`raw-data`.`daily-load` VALUES (3)", "INSERT INTO many_shares.a.d VALUES (2)");
        assertDone(many.sync());
        many.assertInSync(SEEDED + 1);
        assertThat(west.query("SELECT count(*) FROM many_shares.`raw-data`.`daily-load`"))
                .isEqualTo(List.of(List.of("3")));
    }

    @Test
    void saysWhatHelpsWhereAFirewallOrTooManyFilesKeepATableBack() throws Exception {
        Replication walled = catalog("walled");
        west.run(
                "CREATE SCHEMA walled.s",
                "CREATE TABLE walled.s.t AS SELECT 1 AS id",
                "CREATE TABLE walled.s.u AS SELECT 1 AS id");
        assertDone(walled.sync());

        west.run("INSERT INTO walled.s.t VALUES (2)");
        regions.fault("--region", "primary", "firewall");
        Ended outside = walled.sync();
        assertThat(outside.exit()).as(outside.out() + outside.err()).isEqualTo(8);
        assertThat(outside.document().at("/failed/0/category").asText())
                .as(outside.out())
                .isEqualTo("firewall");
        assertThat(outside.document().at("/failed/0/next").asText()).contains("private endpoint");
        regions.fault("clear");
        assertDone(walled.sync());

        regions.set("shared-files", "1");
        west.run("INSERT INTO walled.s.u VALUES (2)");
        Ended crowded = walled.sync();
        assertThat(crowded.exit()).as(crowded.out() + crowded.err()).isEqualTo(8);
        assertThat(crowded.document().at("/failed/0/category").asText())
                .as(crowded.out())
                .isEqualTo("limit");
        assertThat(crowded.document().at("/failed/0/next").asText()).contains("OPTIMIZE `walled`.`s`.`u`");
        west.run("OPTIMIZE walled.s.u");
        assertDone(walled.sync());
        walled.assertInSync(5);
    }

    /** Where each table of the catalog is shared, by its name: share, schema and table as the other region sees them. */
    private static Map<String, String> shared(RegionSql region) {
        Map<String, String> shared = new TreeMap<>();
        for (JsonNode share : region.get("/api/2.1/unity-catalog/shares").path("shares")) {
            String name = share.path("name").asText();
            for (JsonNode object : region.get("/api/2.1/unity-catalog/shares/" + name + "?include_shared_data=true")
                    .path("objects")) {
                if (object.path("name").asText().startsWith("many_shares.")) {
                    shared.put(
                            object.path("name").asText(),
                            name + "." + object.path("shared_as").asText());
                }
            }
        }
        return shared;
    }

    private static String share(String place) {
        return place.substring(0, place.indexOf('.'));
    }

    private static String mode(Ended sync, String table) {
        return StreamSupport.stream(sync.document().path("clones").spliterator(), false)
                .filter(clone -> clone.path("object").asText().equals(table))
                .map(clone ->
                        clone.path("mode").asText() + " " + clone.path("files").asText())
                .findFirst()
                .orElse("not cloned");
    }

    private static Ended assertDone(Ended sync) {
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        return sync;
    }
}
