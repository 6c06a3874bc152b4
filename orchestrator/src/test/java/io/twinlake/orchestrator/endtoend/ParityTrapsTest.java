package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences that a careless checksum does not see. */
class ParityTrapsTest {
    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void checksumsTellApartWhatHashesConfuse() throws Exception {
        Replication traps = Replication.seeded(regions, folder, "traps");
        regions.primary()
                .run(
                        "CREATE TABLE traps.s.shifted_null AS SELECT CAST(NULL AS STRING) AS a, 'x' AS b",
                        "CREATE TABLE traps.s.empty_array AS SELECT 1 AS id, CAST(array() AS array<string>) AS units",
                        "CREATE TABLE traps.s.minus_zero AS SELECT 1 AS id, 0.0D AS score",
                        "CREATE TABLE traps.s.cancelling_pairs AS SELECT * FROM VALUES (1), (1), (2) AS t(id)",
                        "CREATE TABLE traps.s.entries AS SELECT 1 AS id, map('k', 'v') AS entries",
                        "CREATE TABLE traps.s.odd_keys AS SELECT map(X'0A', map(named_struct('a', CAST(NULL AS INT)), 1)) AS a,"
                                + " map(CAST('NaN' AS DOUBLE), array(DATE '0001-01-01', NULL)) AS b",
                        "CREATE TABLE traps.s.variants AS SELECT CAST(array(CAST(DATE '2026-01-01' AS VARIANT),"
                                + " CAST('x' AS VARIANT)) AS VARIANT) AS v");
        Ended sync = traps.sync();
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(drifted(traps)).isEmpty();

        regions.secondary()
                .run(
                        "UPDATE traps.s.shifted_null SET a = 'x', b = NULL",
                        "UPDATE traps.s.empty_array SET units = NULL",
                        "UPDATE traps.s.minus_zero SET score = -0.0D",
                        "UPDATE traps.s.cancelling_pairs SET id = 3 WHERE id = 1",
                        "UPDATE traps.s.entries SET entries = map('k', 'w')",
                        "UPDATE traps.s.odd_keys SET a = map(X'0A', map(named_struct('a', CAST(NULL AS INT)), 2))",
                        "UPDATE traps.s.variants SET v = CAST(array(CAST('2026-01-01' AS VARIANT), CAST('x' AS"
                                + " VARIANT)) AS VARIANT)");

        assertThat(drifted(traps))
                .containsExactlyInAnyOrder(
                        "traps.s.shifted_null",
                        "traps.s.empty_array",
                        "traps.s.minus_zero",
                        "traps.s.cancelling_pairs",
                        "traps.s.entries",
                        "traps.s.odd_keys",
                        "traps.s.variants");
    }

    @Test
    void aCommitOfAnotherIsDriftThoughEveryRowIsTheSame() throws Exception {
        Replication same = Replication.seeded(regions, folder, "same");
        assertThat(same.sync().exit()).isZero();

        regions.secondary().run("UPDATE same.s.orders SET name = 'a' WHERE id = 1");

        assertThat(drifted(same)).containsExactly("same.s.orders");
    }

    /** A table that the API looks up by what many rows have. */
    @Test
    void rowsThatDifferAreNamedByTheKeyThatTheApiLooksUp() throws Exception {
        Replication keyed = Replication.seeded(regions, folder, "keyed");
        Path file = keyed.folder().resolve("twinlake.yml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("catalogs: [keyed]", "catalogs: [keyed]\n    apiTables: [keyed.s.visits]"));
        regions.primary()
                .run(
                        "CREATE TABLE keyed.s.visits (tenant STRING, seen INT) CLUSTER BY (tenant)",
                        "INSERT INTO keyed.s.visits VALUES ('a', 1), ('a', 1), ('b', 2), ('b', 2), ('c', 3)");
        assertThat(keyed.sync().exit()).isZero();

        regions.secondary().run("UPDATE keyed.s.visits SET seen = 7 WHERE tenant = 'b'");

        JsonNode objects = keyed.run("verify", "--tier", "checksums", "-o", "json")
                .document()
                .path("objects");
        assertThat(objects).anySatisfy(object -> {
            assertThat(object.path("object").asText()).isEqualTo("keyed.s.visits");
            assertThat(object.path("reason").asText()).contains("rows differ at tenant = b:");
        });
    }

    /** The platform tells the text otherwise than it was written, so that nobody can write it again. */
    @Test
    void viewsThatGiveOtherRowsAreNamedThoughTheirTextsAreEqual() throws Exception {
        Replication views = Replication.seeded(regions, folder, "views");
        regions.primary()
                .run(
                        "CREATE VIEW views.s.tabbed AS SELECT id, 'a\tb' AS written FROM views.s.orders",
                        "CREATE VIEW views.s.plain AS SELECT id, name FROM views.s.orders",
                        "CREATE VIEW views.s.now AS SELECT id, current_timestamp() AS asked FROM views.s.orders",
                        "CREATE VIEW views.s.mine AS SELECT id FROM views.s.orders WHERE name = current_user()");
        assertThat(views.sync().exit()).isZero();

        Ended verified = views.run("verify", "--tier", "checksums", "-o", "json");

        assertThat(verified.exit()).as(verified.out() + verified.err()).isEqualTo(2);
        JsonNode answers = verified.document().path("answers");
        assertThat(answers.at("/different"))
                .singleElement()
                .satisfies(other -> assertThat(other.path("object").asText()).isEqualTo("views.s.tabbed"));
        assertThat(answers.path("notCompared"))
                .extracting(other -> other.path("object").asText())
                .containsExactly("views.s.mine", "views.s.now");
        assertThat(answers.path("equal").asInt()).isPositive();
    }

    private static List<String> drifted(Replication replication) throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode object : replication
                .run("verify", "--tier", "checksums", "-o", "json")
                .document()
                .path("objects")) {
            if (object.path("state").asText().equals("drifted")) {
                names.add(object.path("object").asText());
            }
        }
        return List.copyOf(names);
    }
}
