package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source leaves the texts of views and functions to their owners: they are unknown, and what the replica has of them stays. */
class HiddenTextsTest {
    private static final String WEST = "westeurope";

    @TempDir
    Path folder;

    private TwoRegions regions;

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void putBack() throws Exception {
        regions.set("--reset");
        regions.putJobsBack();
    }

    @Test
    void areUnknownInEveryReportAndNothingIsReplaced() throws Exception {
        Replication group = Replication.seeded(regions, folder, "texts").withoutEndpoints();
        assertThat(group.sync().exit()).isZero();
        regions.set("--region", WEST, "owners-texts", "1");
        regions.primary()
                .run(
                        "CREATE OR REPLACE VIEW texts.s.names AS SELECT name AS n FROM texts.s.orders",
                        "INSERT INTO texts.s.orders VALUES (2, 'b')");

        Ended plan = group.run("plan", "-o", "json");
        assertThat(texts(plan.document())).containsExactly("function next", "view names", "view upper");
        Ended sync = group.sync();
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(sync.document().path("clones")).hasSize(1);
        assertThat(texts(sync.document())).containsExactly("function next", "view names", "view upper");
        assertThat(group.sync().document().path("counts").path("replaced").asInt())
                .isZero();
        Ended verified = group.run("verify", "-o", "json");
        assertThat(verified.exit()).isEqualTo(2);
        assertThat(verified.document().path("unknown").asInt()).isEqualTo(3);
        assertThat(regions.secondary().query("SELECT name FROM texts.s.names")).hasSize(2);
        Ended refused = group.run(MoveWords.planned(MovedGroup.NORTH));
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(6);
        assertThat(refused.err()).contains("text in westeurope");

        regions.set("--reset");
        Ended shown = group.sync();
        assertThat(shown.exit()).as(shown.out() + shown.err()).isZero();
        assertThat(shown.document().path("unknown")).isEmpty();
        assertThat(regions.secondary().query("SELECT n FROM texts.s.names")).hasSize(2);
    }

    private static List<String> texts(JsonNode document) {
        List<String> texts = new ArrayList<>();
        for (JsonNode unknown : document.path("unknown")) {
            assertThat(unknown.path("what").asText()).isEqualTo("text in westeurope");
            String name = unknown.path("object").asText();
            texts.add(unknown.path("kind").asText() + " " + name.substring(name.lastIndexOf('.') + 1));
        }
        return texts.stream().sorted().toList();
    }
}
