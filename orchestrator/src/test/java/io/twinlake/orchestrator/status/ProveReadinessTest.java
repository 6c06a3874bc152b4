package io.twinlake.orchestrator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} proves, {@code status} shows with its age. */
class ProveReadinessTest {
    @TempDir
    Path folder;

    private Components components;

    @BeforeEach
    void configure() {
        new TwinFolder(folder).holding("0-a", "1-b").configuration("");
        components = TwinComponents.on(folder);
    }

    @Test
    void isShownWithItsTimeUntilTheNextProof() throws Exception {
        assertThat(lastProof().isNull()).isTrue();
        assertThat(run("status").out()).contains("readiness was never proven whole: `twinlake doctor` does it");
        Instant before = Instant.now();

        JsonNode doctor = Json.parse(run("doctor", "-o", "json").out()).at("/groups/0");

        JsonNode proof = lastProof();
        assertThat(Instant.parse(proof.path("at").asText())).isBetween(before, Instant.now());
        assertThat(proof.path("ok").asBoolean()).isFalse();
        assertThat(proof.path("wellAt").isNull()).isTrue();
        assertThat(proof.path("problems"))
                .extracting(JsonNode::asText)
                .contains("lastSync", "rights")
                .doesNotContain("ledger");
        assertThat(doctor.path("lastProof")).isEqualTo(proof);
        assertThat(run("status").out()).contains("readiness not proven at ", "rights", "last at no time");
        run("status");
        assertThat(lastProof()).isEqualTo(proof);
    }

    private JsonNode lastProof() throws Exception {
        return Json.parse(run("status", "-o", "json").out()).at("/groups/0/lastProof");
    }

    private CommandRun run(String... words) {
        return CommandRun.of(components, folder, words);
    }
}
