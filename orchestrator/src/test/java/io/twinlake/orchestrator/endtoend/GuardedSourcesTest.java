package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of whose rows or values the source hides some: what is said of them, while the rest goes on. */
class GuardedSourcesTest {
    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void areNamedWithWhatHelpsAndNeverCalledInSync() throws Exception {
        Replication guarded = Replication.seeded(regions, folder, "guarded");
        Path file = folder.resolve("twinlake.yml");
        Files.writeString(
                file, Files.readString(file).replaceFirst("(?m)^    home:", "    sync: {shareWithin: 5s}\n    home:"));
        RegionSql west = regions.primary();
        west.run(
                "CREATE FUNCTION guarded.s.mine(name STRING) RETURNS BOOLEAN RETURN name = 'b'",
                "CREATE FUNCTION guarded.s.hide(name STRING) RETURNS STRING RETURN '*'",
                "CREATE FUNCTION guarded.s.none() RETURNS BOOLEAN RETURN false");
        Ended first = guarded.sync();
        assertThat(first.exit()).as(first.out() + first.err()).isZero();

        west.run(
                "ALTER TABLE guarded.s.orders SET ROW FILTER guarded.s.mine ON (name)",
                "CREATE TABLE guarded.s.masked AS SELECT 'x' AS name",
                "ALTER TABLE guarded.s.masked ALTER COLUMN name SET MASK guarded.s.hide",
                "CREATE TABLE guarded.s.bound AS SELECT 1 AS id",
                "CREATE POLICY nobody ON TABLE guarded.s.bound ROW FILTER guarded.s.none TO `account users` FOR TABLES",
                "INSERT INTO guarded.s.items VALUES (8)",
                "CREATE POLICY nobody ON TABLE guarded.s.items ROW FILTER guarded.s.none TO `account users` FOR TABLES",
                "CREATE TABLE guarded.s.fresh AS SELECT 3 AS id");
        Ended plan = guarded.run("plan", "-o", "json");
        Ended sync = guarded.sync();
        Ended verified = guarded.run("verify", "--tier", "checksums", "-o", "json");

        Map<String, JsonNode> planned = byObject(plan.document().path("changes"));
        assertThat(planned.get("guarded.s.orders").path("change").asText())
                .as(plan.out())
                .isEqualTo("blocked");
        assertThat(planned.get("guarded.s.masked").path("change").asText()).isEqualTo("unsupported");
        assertThat(planned.get("guarded.s.masked").path("reason").asText()).contains("not protected", "column mask");
        Map<String, JsonNode> failed = byObject(sync.document().path("failed"));
        assertThat(failed)
                .as(sync.out())
                .containsOnlyKeys("guarded.s.orders", "guarded.s.names", "guarded.s.upper", "guarded.s.items");
        assertThat(failed.get("guarded.s.orders").path("message").asText())
                .contains("row filter", "its copy in the other region", "guarded as the source is");
        assertThat(failed.get("guarded.s.orders").path("next").asText()).contains("See that the copy is guarded");
        assertThat(regions.secondary()
                        .query("SELECT filter_name, filter_col_usage FROM guarded.information_schema.row_filters"))
                .isEqualTo(List.of(List.of("mine", "name")));
        assertThat(regions.secondary().query("SELECT name FROM guarded.s.orders"))
                .isEmpty();
        assertThat(failed.get("guarded.s.items").path("message").asText())
                .contains("policy nobody on TABLE guarded.s.items", "its copy in the other region");
        assertThat(regions.secondary().query("SELECT id FROM guarded.s.fresh")).isEqualTo(List.of(List.of("3")));

        Map<String, JsonNode> states = byObject(verified.document().path("objects"));
        assertThat(states.get("guarded.s.orders").path("state").asText())
                .as(verified.out())
                .isEqualTo("unsupported");
        assertThat(states.get("guarded.s.orders").path("reason").asText()).contains("guarded as the source is");
        assertThat(List.of(
                        states.get("guarded.s.masked").path("state").asText(),
                        states.get("guarded.s.bound").path("state").asText(),
                        states.get("guarded.s.items").path("state").asText()))
                .as(verified.out())
                .containsExactly("unsupported", "unsupported", "unsupported");
        assertThat(states.get("guarded.s.bound").path("reason").asText()).contains("policy nobody", "EXCEPT");
    }

    @Test
    void thatAPolicyGuardsAreReplicatedOnceOneGuardsTheirCopyAlike() throws Exception {
        Replication excepted = Replication.seeded(regions, folder, "excepted");
        regions.primary()
                .run("CREATE FUNCTION excepted.s.none() RETURNS BOOLEAN RETURN false", policy(regions.primary()));

        Ended open = excepted.sync();
        assertThat(regions.secondary().query("SHOW TABLES IN excepted.s")).isEmpty();
        regions.secondary().run(policy(regions.secondary()));
        Ended guarded = excepted.sync();

        assertThat(open.exit()).as(open.out() + open.err()).isEqualTo(8);
        assertThat(guarded.exit()).as(guarded.out() + guarded.err()).isZero();
        assertThat(regions.primary().query("SELECT id FROM excepted.s.items")).isEmpty();
        assertThat(regions.secondary().query("SELECT id FROM excepted.s.items")).isEmpty();
        regions.secondary().run("DROP POLICY nobody ON CATALOG excepted");
        assertThat(regions.secondary().query("SELECT id FROM excepted.s.items")).isEqualTo(List.of(List.of("7")));
    }

    private static String policy(RegionSql region) {
        return "CREATE POLICY nobody ON CATALOG excepted ROW FILTER excepted.s.none TO `account users` EXCEPT `"
                + region.principal("twinlake") + "` FOR TABLES";
    }

    private static Map<String, JsonNode> byObject(JsonNode list) {
        Map<String, JsonNode> byObject = new TreeMap<>();
        list.forEach(node -> byObject.put(node.path("object").asText(), node));
        return byObject;
    }
}
