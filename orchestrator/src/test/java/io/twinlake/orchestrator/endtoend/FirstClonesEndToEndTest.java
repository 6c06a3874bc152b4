package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of size and time before a region gets its first copies. */
class FirstClonesEndToEndTest {
    private static final String SAID = "copied whole for the first time in this direction";

    @TempDir
    Path folder;

    @Test
    void areMeasuredBeforeTheyAreMade() throws Exception {
        Replication group = Replication.seeded(TwoRegions.shared(), folder, "first");

        JsonNode planned = group.run("plan", "-o", "json").document().path("firstClones");
        assertThat(planned.at("/tables").findValuesAsText("object")).contains("first.s.orders");
        assertThat(planned.at("/tables")).allSatisfy(table -> {
            assertThat(table.path("bytes").asLong()).isPositive();
            assertThat(table.path("files").asLong()).isPositive();
        });
        assertThat(planned.path("measuredByRun").isNull()).isTrue();

        Ended first = group.sync();
        assertThat(first.exit()).as(first.out() + first.err()).isZero();
        assertThat(first.err()).contains(SAID, "which is assumed");

        Ended second = group.sync();
        assertThat(second.err()).doesNotContain(SAID);
        assertThat(group.run("plan", "-o", "json").document().at("/firstClones/tables"))
                .isEmpty();
    }
}
