package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A principal that is dropped, one that the replica's region does not know, and one whose name there is another's: a move goes on. */
class MappedPrincipalsTest {
    private static final String ORDERS = "mapped.s.orders";

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
    void costEachItsOwnGrantAndNotTheMove() throws Exception {
        Replication group = Replication.seeded(regions, folder, "mapped").withoutEndpoints();
        RegionSql source = regions.primary();
        String owner = source.principal("owner");
        String lookup = source.principal("lookup");
        mapping(
                "{westeurope: \"" + owner + "\", northeurope: null}",
                "{westeurope: \"" + lookup + "\", northeurope: nobody}",
                "{westeurope: data-engineers, northeurope: api-readers}");
        source.run(
                "GRANT SELECT ON TABLE " + ORDERS + " TO `" + owner + "`",
                "GRANT SELECT ON TABLE " + ORDERS + " TO `" + lookup + "`",
                "GRANT SELECT ON TABLE " + ORDERS + " TO `data-engineers`",
                "GRANT MODIFY ON TABLE " + ORDERS + " TO `api-readers`",
                "ALTER TABLE " + ORDERS + " OWNER TO `" + owner + "`");

        Ended sync = group.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(kept(sync.document()))
                .containsOnlyKeys("owner " + owner, "SELECT for nobody", "MODIFY for api-readers")
                .hasEntrySatisfying(
                        "owner " + owner, reason -> assertThat(reason).contains("drops"))
                .hasEntrySatisfying(
                        "SELECT for nobody", reason -> assertThat(reason).contains("does not know"))
                .hasEntrySatisfying(
                        "MODIFY for api-readers", reason -> assertThat(reason).contains("data-engineers's"));
        assertThat(regions.secondary().query("SHOW GRANTS ON TABLE " + ORDERS))
                .filteredOn(row -> row.get(3).equals(ORDERS))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly("api-readers SELECT");
        Ended verified = group.run("verify", "-o", "json");
        assertThat(verified.exit()).isEqualTo(2);
        assertThat(verified.document().path("lacking").asInt()).isEqualTo(1);
        assertThat(verified.document().path("drifted").asInt()).isZero();

        Path file = folder.resolve("twinlake.yml");
        String keeping = Files.readString(file);
        Files.writeString(file, keeping.replaceFirst("(?m)^    home:", "    missingPrincipals: fail\n    home:"));
        Ended failed = group.sync();
        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(8);
        assertThat(failed.document().path("failed").get(0).path("message").asText())
                .contains("grants to nobody on table " + ORDERS, "add SELECT");

        Files.writeString(file, keeping);
        Ended moved = group.run(MoveWords.planned(MovedGroup.NORTH));
        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        Ended back = group.sync();
        assertThat(back.exit()).as(back.out() + back.err()).isZero();
        assertThat(source.query("SHOW GRANTS ON TABLE " + ORDERS))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .contains(owner + " SELECT", lookup + " SELECT", "data-engineers SELECT", "api-readers MODIFY");
    }

    private void mapping(String... principals) throws Exception {
        Path file = folder.resolve("twinlake.yml");
        String all = "    mappings:\n      principals: [" + String.join(", ", principals) + "]\n";
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^    mappings:\\n", all));
    }

    private static Map<String, String> kept(JsonNode document) {
        Map<String, String> kept = new TreeMap<>();
        document.path("kept").forEach(each -> {
            if (each.path("object").asText().equals(ORDERS)) {
                kept.put(each.path("what").asText(), each.path("reason").asText());
            }
        });
        return kept;
    }
}
