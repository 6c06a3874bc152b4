package io.twinlake.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs in processes of their own: killed, ended, and several at once. */
class SyncProcessTest {
    @TempDir
    Path folder;

    private TwinFolder twin;

    @BeforeEach
    void configure() {
        twin = new TwinFolder(folder).holding("0-a", "1-b", "1-c", "2-d");
        twin.configuration("");
    }

    @Test
    void goesOnWithTheSameRunAfterItWasKilled() throws Exception {
        twin.pauseAt("1-b");
        String killed;
        try (CommandProcess first = start("sync", "-o", "json")) {
            awaitPause();
            killed = lastRun().path("run").asText();
            first.kill();
        }
        twin.goOn();

        try (CommandProcess second = start("sync", "-o", "json")) {
            assertThat(second.exitCode()).as(second.err()).isZero();
            JsonNode report = Json.parse(second.out());
            assertThat(report.path("run").asText()).isEqualTo(killed);
            assertThat(report.path("result").asText()).isEqualTo("SUCCEEDED");
            assertThat(second.err()).contains("Goes on with run " + killed);
        }
        assertThat(twin.replicaObjects()).containsExactly("0-a", "1-b", "1-c", "2-d");
        assertThat(twin.writes("0-a")).isEqualTo(1);
    }

    @Test
    void comesToAStopWhenItIsToldToEnd() throws Exception {
        twin.pauseAt("1-b");
        try (CommandProcess first = start("sync", "-o", "json")) {
            awaitPause();
            first.terminate();

            assertThat(first.exitCode()).isEqualTo(130);
            assertThat(Json.parse(first.out()).path("error").path("category").asText())
                    .isEqualTo("interrupted");
        }
        assertThat(lastRun().path("result").asText()).isEqualTo("INTERRUPTED");
    }

    @Test
    void refusesASyncWhileAnotherOneWorks() throws Exception {
        twin.pauseAt("1-b");
        try (CommandProcess first = start("sync");
                CommandProcess second = startWhenPaused("sync", "-o", "json")) {
            assertThat(second.exitCode()).isEqualTo(5);
            assertThat(Json.parse(second.out()).path("error").path("message").asText())
                    .contains("is held by")
                    .contains("process " + first.pid())
                    .contains("since");
            twin.goOn();

            assertThat(first.exitCode()).as(first.err()).isZero();
        }
    }

    @Test
    void answersOtherCommandsWhileItWorks() throws Exception {
        twin.pauseAt("2-d");
        try (CommandProcess sync = start("sync");
                CommandProcess status = startWhenPaused("status", "-o", "json")) {
            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(Json.parse(status.out()).at("/groups/0/state").asText()).isEqualTo("syncing");
            twin.goOn();

            assertThat(sync.exitCode()).as(sync.err()).isZero();
        }
    }

    private CommandProcess start(String... words) {
        return CommandProcess.start(TwinMain.class, folder, words);
    }

    private CommandProcess startWhenPaused(String... words) {
        awaitPause();
        return start(words);
    }

    private void awaitPause() {
        await().atMost(CommandProcess.PATIENCE).until(twin::isPaused);
    }

    private JsonNode lastRun() throws Exception {
        try (CommandProcess history = start("history", "-o", "json")) {
            assertThat(history.exitCode()).as(history.err()).isZero();
            return Json.parse(history.out()).path("runs").path(0);
        }
    }
}
