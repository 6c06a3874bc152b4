package io.twinlake.orchestrator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.PostgresServer;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes serve one ledger on PostgreSQL. */
class TwoServersTest {
    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    @Test
    void theSecondGoesOnWithTheRunOfTheFirstAfterAKill() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(data)) {
            TwinFolder twin = new TwinFolder(folder).holding("0-a");
            Path file = twin.configuration("{continuous: {minimumInterval: 1s}}");
            Files.writeString(file, Files.readString(file) + postgres.configuration());
            command("sync");
            twin.holding("0-a", "1-b");
            twin.pauseAt("1-b");
            try (CommandProcess first = serving()) {
                await().atMost(CommandProcess.PATIENCE).until(twin::isPaused);
                String run = lastRun().path("run").asText();
                try (CommandProcess second = serving()) {
                    assertRefusedByWhoeverRuns(first);
                    first.kill();
                    twin.goOn();

                    await().atMost(CommandProcess.PATIENCE)
                            .until(() -> twin.replicaObjects().contains("1-b"));
                    await().atMost(CommandProcess.PATIENCE)
                            .until(() -> result(run).equals("SUCCEEDED"));
                    assertThat(twin.writes("0-a")).isEqualTo(1);
                    assertThat(command("status").at("/groups/0/name").asText()).isEqualTo("gold");
                    assertThat(second.isAlive()).as(second.err()).isTrue();
                }
            }
        }
    }

    private CommandProcess serving() {
        CommandProcess serve = CommandProcess.start(TwinMain.class, folder, "serve", "-o", "json");
        await().atMost(CommandProcess.PATIENCE).until(() -> serve.out().endsWith("\n") || !serve.isAlive());
        assertThat(serve.isAlive()).as(serve.out() + serve.err()).isTrue();
        return serve;
    }

    private void assertRefusedByWhoeverRuns(CommandProcess runs) throws Exception {
        try (CommandProcess sync = CommandProcess.start(TwinMain.class, folder, "sync", "-o", "json")) {
            assertThat(sync.exitCode()).as(sync.out() + sync.err()).isEqualTo(5);
            assertThat(Json.parse(sync.out()).at("/error/message").asText()).contains("process " + runs.pid());
        }
    }

    private JsonNode lastRun() throws Exception {
        return command("history").at("/runs/0");
    }

    private String result(String run) throws Exception {
        for (JsonNode one : command("history").path("runs")) {
            if (one.path("run").asText().equals(run)) {
                return one.path("result").asText();
            }
        }
        return "";
    }

    private JsonNode command(String word) throws Exception {
        try (CommandProcess command = CommandProcess.start(TwinMain.class, folder, word, "-o", "json")) {
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            return Json.parse(command.out());
        }
    }
}
