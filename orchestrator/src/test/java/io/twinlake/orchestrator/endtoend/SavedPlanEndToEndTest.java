package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that is read, approved and then done; and one that was overtaken. */
class SavedPlanEndToEndTest {
    @TempDir
    Path folder;

    @Test
    void isDoneAsItWasReadOrNotAtAll() throws Exception {
        TwoRegions regions = TwoRegions.shared();
        Replication group = Replication.seeded(regions, folder, "planned");

        assertThat(group.run("plan", "--out", "first.json").exit()).isEqualTo(2);
        Ended first = group.run("sync", "--plan", "first.json", "-o", "json");
        assertThat(first.exit()).as(first.out() + first.err()).isZero();

        regions.primary()
                .run(
                        "CREATE OR REPLACE VIEW planned.s.names AS SELECT name AS n FROM planned.s.orders",
                        "COMMENT ON TABLE planned.s.items IS 'every item'");
        Ended plan = group.run("plan", "--out", "second.json");
        assertThat(plan.out()).contains("'every item'", "AS n");

        Ended differs = group.run("diff", "planned.s.items", "-o", "json");
        assertThat(differs.exit()).as(differs.out() + differs.err()).isEqualTo(2);
        assertThat(differs.document().path("differs")).anySatisfy(field -> {
            assertThat(field.path("name").asText()).isEqualTo("comment");
            assertThat(field.path("source").asText()).isEqualTo("every item");
            assertThat(field.path("replica").isNull()).isTrue();
        });

        regions.primary().run("INSERT INTO planned.s.orders VALUES (2, 'b')");
        Ended stale = group.run("sync", "--plan", "second.json", "-o", "json");
        assertThat(stale.exit()).as(stale.out() + stale.err()).isEqualTo(6);
        JsonNode error = stale.document().path("error");
        assertThat(error.path("category").asText()).isEqualTo("precondition");
        assertThat(error.path("message").asText())
                .contains("stale", "table planned.s.orders: was ", "is replace (dataVersion: ")
                .doesNotContain("planned.s.items");
        assertThat(group.run("diff", "planned.s.items").exit())
                .as("nothing was written")
                .isEqualTo(2);

        assertThat(group.run("plan", "--out", "third.json").exit()).isEqualTo(2);
        Ended third = group.run("sync", "--plan", "third.json", "-o", "json");
        assertThat(third.exit()).as(third.out() + third.err()).isZero();
        assertThat(regions.secondary().query("SELECT n FROM planned.s.names")).hasSize(2);
        assertThat(group.run("diff", "planned.s.items").exit()).isZero();
        assertThat(group.run("diff", "planned.s.nothing").exit()).isEqualTo(64);
        assertThat(group.run("sync", "--plan", "third.json").exit())
                .as("it was done")
                .isEqualTo(6);
    }
}
