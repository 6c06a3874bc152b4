package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on two real regions. */
class SyncEndToEndTest {
    /** Catalog, two schemas (the platform makes {@code default}), two tables, two views, a function. */
    private static final int SEEDED = 8;

    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void copiesEverythingOnceAndThenOnlyWhatChanged() throws Exception {
        Replication tour = Replication.seeded(regions, folder, "tour");

        Ended first = tour.sync();
        assertThat(first.exit()).as(first.out() + first.err()).isZero();
        assertThat(first.document().path("clones")).hasSize(2);
        tour.assertInSync(SEEDED);
        assertThat(regions.secondary().query("SELECT name FROM tour.s.upper")).isEqualTo(List.of(List.of("A")));

        Ended nothingNew = tour.sync();
        assertThat(nothingNew.exit()).isZero();
        assertThat(nothingNew.document().path("clones")).isEmpty();
        assertThat(nothingNew.document().at("/counts/kept").asInt()).isEqualTo(SEEDED);

        regions.primary()
                .run(
                        "INSERT INTO tour.s.orders VALUES (2, 'b')",
                        "COMMENT ON TABLE tour.s.items IS 'every item'",
                        "ALTER SCHEMA tour.s SET TAGS ('domain' = 'crm')",
                        "ALTER TABLE tour.s.orders ALTER COLUMN name SET TAGS ('pii' = 'name')");
        assertThat(tour.run("plan", "-o", "json").exit()).isEqualTo(2);
        Ended changed = tour.sync();
        assertThat(changed.exit()).as(changed.out() + changed.err()).isZero();
        JsonNode clone = clone(changed, "tour.s.orders");
        assertThat(clone.path("mode").asText()).isEqualTo("incremental");
        assertThat(clone.path("files").asInt()).isEqualTo(1);
        assertThat(regions.secondary().query("SELECT schema_name, tag_value FROM tour.information_schema.schema_tags"))
                .isEqualTo(List.of(List.of("s", "crm")));
        assertThat(regions.secondary()
                        .query("SELECT table_name, column_name, tag_value FROM tour.information_schema.column_tags"))
                .isEqualTo(List.of(List.of("orders", "name", "name")));
        tour.assertInSync(SEEDED);
    }

    @Test
    void warnsOfAJobThatCouldWriteInTheStandbyAndKeepsHowThePrimarysAreSet() throws Exception {
        Replication watched = Replication.seeded(regions, folder, "watched");
        setRuns(regions.secondary(), "score-churn", 1);
        Ended sync;
        try {
            sync = watched.sync();
        } finally {
            setRuns(regions.secondary(), "score-churn", 0);
        }

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(sync.document().path("warnings").toString()).contains("Job score-churn in northeurope can start");
        try (Ledger ledger = watched.ledger()) {
            GroupName group = watched.config().groups().keySet().iterator().next();
            assertThat(ledger.savedSettings().all(group, new RegionName("westeurope"), "job-seen"))
                    .hasSize(2);
        }
    }

    private static void setRuns(RegionSql region, String job, int runs) {
        JsonNode found = region.get("/api/2.2/jobs/list?name=" + job).at("/jobs/0/job_id");
        region.post(
                "/api/2.2/jobs/update",
                Map.of("job_id", found.asLong(), "new_settings", Map.of("max_concurrent_runs", runs)));
    }

    @Test
    void findsARowThatSomebodyChangedInTheReplica() throws Exception {
        Replication drift = Replication.seeded(regions, folder, "drift");
        assertThat(drift.sync().exit()).isZero();

        regions.secondary().run("UPDATE drift.s.orders SET name = 'by hand' WHERE id = 1");
        Ended verified = drift.run("verify", "--tier", "checksums", "--report", "parity.html", "-o", "json");

        assertThat(verified.exit()).isEqualTo(2);
        assertThat(verified.document().path("drifted").asInt())
                .as(verified.out())
                .isEqualTo(1);
        assertThat(Files.readString(folder.resolve("parity.html")))
                .contains("drift.s.orders", "data-state=\"drifted\"");
    }

    @Test
    void aViewOnATableOutOfScopeIsBlockedAndTheRestIsDone() throws Exception {
        regions.primary()
                .run(
                        "CREATE CATALOG elsewhere MANAGED LOCATION '" + regions.lake() + "/elsewhere'",
                        "CREATE SCHEMA elsewhere.s",
                        "CREATE TABLE elsewhere.s.t AS SELECT 1 AS id");
        Replication scope = Replication.seeded(regions, folder, "scope");
        regions.primary().run("CREATE VIEW scope.s.outside AS SELECT id FROM elsewhere.s.t");

        Ended sync = scope.sync();

        assertThat(sync.exit()).as(sync.out()).isEqualTo(8);
        assertThat(sync.document().path("failed")).hasSize(1);
        assertThat(sync.document().at("/failed/0/object").asText()).isEqualTo("scope.s.outside");
        assertThat(sync.document().at("/failed/0/message").asText()).contains("elsewhere.s.t");
        assertThat(regions.secondary().query("SELECT id FROM scope.s.items")).isEqualTo(List.of(List.of("7")));
    }

    @Test
    void oddNamesSurvive() throws Exception {
        Replication odd = Replication.seeded(regions, folder, "odd");
        regions.primary()
                .run(
                        "CREATE SCHEMA odd.`with-hyphen`",
                        "CREATE TABLE odd.`with-hyphen`.`käse#1` AS SELECT 1 AS `a-b`",
                        "CREATE VIEW odd.`with-hyphen`.`tick``ed` AS SELECT `a-b` FROM odd.`with-hyphen`.`käse#1`");

        Ended sync = odd.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        odd.assertInSync(SEEDED + 3);
        assertThat(regions.secondary().query("SELECT * FROM odd.`with-hyphen`.`tick``ed`"))
                .isEqualTo(List.of(List.of("1")));
    }

    private static JsonNode clone(Ended sync, String object) {
        for (JsonNode clone : sync.document().path("clones")) {
            if (clone.path("object").asText().equals(object)) {
                return clone;
            }
        }
        throw new AssertionError("no clone of " + object + " in " + sync.out());
    }
}
