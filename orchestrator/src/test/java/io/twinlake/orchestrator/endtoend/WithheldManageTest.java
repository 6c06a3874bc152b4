package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twinlake reads the source and does not manage it: what others are granted there it is not shown, and nobody tells it so. */
class WithheldManageTest {
    private static final int SEEDED = 8;

    /** Of two views and a function, which are shown to whoever manages them. */
    /** Catalog, schemas, tables and views. */
    private static final int TAGGED = 7;

    private static final int TABLES = 2;

    private static final int TEXTS = 3;

    @TempDir
    Path folder;

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
    void takesNothingAwayThatItIsNotShownAndMovesOnlyIfTheGroupAcceptsThat() throws Exception {
        Replication group = Replication.seeded(regions, folder, "withheld").withoutEndpoints();
        RegionSql source = regions.primary();
        source.run("GRANT SELECT ON TABLE withheld.s.orders TO `api-readers`");
        assertThat(group.sync().exit()).isZero();
        String twinlake = "`" + source.principal("twinlake") + "`";
        source.run(
                "REVOKE ALL PRIVILEGES ON CATALOG withheld FROM " + twinlake,
                "REVOKE MANAGE ON CATALOG withheld FROM " + twinlake,
                "GRANT USE CATALOG, USE SCHEMA, SELECT, EXECUTE ON CATALOG withheld TO " + twinlake,
                "REVOKE SELECT ON TABLE withheld.s.orders FROM `api-readers`",
                "INSERT INTO withheld.s.orders VALUES (2, 'b')");

        Ended sync = group.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(sync.document().path("clones")).hasSize(1);
        JsonNode unknown = sync.document().path("unknown");
        Map<String, Integer> counted = new TreeMap<>();
        unknown.forEach(one -> counted.merge(one.path("what").asText(), 1, Integer::sum));
        assertThat(counted)
                .isEqualTo(Map.of(
                        "grants in westeurope", SEEDED,
                        "tags in westeurope", TAGGED,
                        "text in westeurope", TEXTS,
                        "policies in westeurope", TABLES,
                        "what else is in it in westeurope", 1));
        assertThat(unknown.get(0).path("missingPrivilege").asText())
                .isEqualTo("MANAGE on catalog withheld in westeurope");
        assertThat(grantees(regions.secondary())).contains("api-readers");
        Ended verified = group.run("verify", "-o", "json");
        assertThat(verified.exit()).isEqualTo(2);
        assertThat(verified.document().path("unknown").asInt()).isEqualTo(SEEDED);

        Ended refused = group.run(MoveWords.planned(MovedGroup.NORTH));
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(6);
        assertThat(refused.err()).contains("acceptUnknown");

        Path file = folder.resolve("twinlake.yml");
        Files.writeString(
                file, Files.readString(file).replaceFirst("(?m)^    home:", "    acceptUnknown: true\n    home:"));
        Ended moved = group.run(MoveWords.planned(MovedGroup.NORTH));
        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        assertThat(grantees(regions.secondary())).contains("api-readers");
    }

    private static List<String> grantees(RegionSql region) {
        return region.query("SHOW GRANTS ON TABLE withheld.s.orders").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
