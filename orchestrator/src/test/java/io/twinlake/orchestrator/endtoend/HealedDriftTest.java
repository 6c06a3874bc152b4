package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.audit.AuditEvent;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other hands at the replica, and objects that are gone from the source, in a group that consents to be put back and pruned. */
class HealedDriftTest {
    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void whatPeopleSayIsPutBackRowsStayBlockedAndRemovalsAreCounted() throws Exception {
        Replication healed = Replication.seeded(regions, folder, "healed");
        Path file = folder.resolve("twinlake.yml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "(?m)^    home:", "    sync: {onDrift: healMetadata, onDelete: prune}\n    home:"));
        regions.primary()
                .run(
                        "ALTER TABLE healed.s.orders SET TAGS ('class' = 'internal')",
                        "GRANT SELECT ON TABLE healed.s.orders TO `api-readers`");
        Ended first = healed.sync();
        assertThat(first.exit()).as(first.out() + first.err()).isZero();

        regions.primary().run("DROP VIEW healed.s.upper");
        regions.secondary()
                .run(
                        "COMMENT ON TABLE healed.s.orders IS 'by hand'",
                        "ALTER TABLE healed.s.orders ALTER COLUMN name COMMENT 'by hand'",
                        "ALTER TABLE healed.s.orders SET TBLPROPERTIES ('team' = 'by hand')",
                        "ALTER TABLE healed.s.orders SET TAGS ('class' = 'by hand')",
                        "REVOKE SELECT ON TABLE healed.s.orders FROM `api-readers`",
                        "INSERT INTO healed.s.items VALUES (8)",
                        "COMMENT ON TABLE healed.s.items IS 'by hand'");
        Ended plan = healed.run("plan", "--max-prune", "0", "-o", "json");
        Ended none = healed.run("sync", "--max-prune", "0", "-o", "json");
        Ended one = healed.run("sync", "--max-prune", "1", "-o", "json");
        Ended verified = healed.run("verify", "--tier", "checksums", "-o", "json");

        String[] fields = {"column.name", "comment", "property.team", "grant.api-readers", "tag.class"};
        assertThat(texts(plan.document().path("healed"), "field"))
                .as(plan.out())
                .containsExactly(fields);
        assertThat(texts(plan.document().path("healed"), "object")).containsOnly("healed.s.orders");
        assertThat(none.exit()).as(none.out() + none.err()).isEqualTo(8);
        assertThat(texts(none.document().path("healed"), "field"))
                .as(none.out())
                .containsExactly(fields);
        assertThat(texts(none.document().path("failed"), "object"))
                .containsExactlyInAnyOrder("healed.s.items", "healed.s.upper");
        assertThat(texts(one.document().path("healed"), "field")).as(one.out()).isEmpty();
        assertThat(one.document().path("counts").path("pruned").asInt()).isEqualTo(1);
        assertThat(texts(one.document().path("failed"), "object")).containsExactly("healed.s.items");
        assertThat(regions.secondary().query("SELECT id FROM healed.s.items ORDER BY id"))
                .isEqualTo(List.of(List.of("7"), List.of("8")));
        verified.document()
                .path("objects")
                .forEach(object -> assertThat(object.path("state").asText())
                        .as("%s", object)
                        .isEqualTo(object.path("object").asText().equals("healed.s.items") ? "drifted" : "inSync"));
        assertAudited(healed);
    }

    private static void assertAudited(Replication healed) {
        try (Ledger ledger = healed.ledger()) {
            List<AuditEvent> trail = ledger.audit().list(1, 1000);
            assertThat(trail)
                    .filteredOn(event -> event.action().equals("drift is to be healed"))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.details())
                                    .containsEntry("object", "table healed.s.orders")
                                    .containsEntry("consent", "onDrift: healMetadata")
                                    .extractingByKey("fields")
                                    .asString()
                                    .contains(
                                            "comment of table healed.s.orders, which somebody made 'by hand', becomes 'every order'"));
            assertThat(trail)
                    .filteredOn(event -> event.action().equals("number of removals ordered"))
                    .extracting(event -> event.details().get("maxPrune"))
                    .containsExactly("0", "1");
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.path(field).asText()));
        return texts;
    }
}
