package io.twinlake.orchestrator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process that serves, and others that reach it. */
class ServeProcessTest {
    @TempDir
    Path folder;

    @BeforeEach
    void configure() {
        new TwinFolder(folder).holding("0-a", "1-b").configuration("{cron: \"0 0 3 1 1 ?\"}");
    }

    @Test
    void servesHealthMetricsAndTheCommandsOfOtherProcesses() throws Exception {
        try (CommandProcess serve = start("serve", "-o", "json")) {
            await().atMost(Duration.ofSeconds(90)).until(() -> !serve.out().isBlank());
            String address = Json.parse(serve.out()).path("address").asText();

            assertThat(get(address + "/health").path("status").asText()).isEqualTo("UP");
            try (CommandProcess tooEarly = start("schedule", "run-now")) {
                assertThat(tooEarly.exitCode()).isEqualTo(6);
                assertThat(tooEarly.err()).contains("this ledger has never synced it", "twinlake sync --group gold");
            }
            run("sync", "-o", "json");
            assertThat(run("schedule", "run-now", "-o", "json").path("firing").asBoolean())
                    .isTrue();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> succeeded(run("history", "-o", "json").path("runs")) == 2);
            assertThat(text(address + "/metrics"))
                    .contains("twinlake_last_success_timestamp_seconds{group=\"gold\"}")
                    .contains("twinlake_replication_lag_seconds{group=\"gold\"}")
                    .contains("twinlake_effective_primary{group=\"gold\",region=\"westeurope\"} 1.0")
                    .contains("twinlake_epoch{group=\"gold\"} 1.0")
                    .contains("twinlake_unfenced{group=\"gold\",region=\"northeurope\"} 0.0")
                    .contains("twinlake_objects{group=\"gold\",state=\"failed\"} 0.0");
            assertThat(run("status", "-o", "json").at("/groups/0/state").asText())
                    .isEqualTo("current");

            try (CommandProcess second = start("serve")) {
                assertThat(second.exitCode()).isEqualTo(5);
                assertThat(second.err()).contains("process " + serve.pid() + " (twinlake serve -o json)");
            }
            serve.terminate();
            assertThat(serve.exitCode()).isEqualTo(130);
            assertThat(serve.err()).isEmpty();
        }
    }

    @Test
    void servesAfterAKillAlsoWhereItsProcessIdIsAnothersNow() throws Exception {
        try (CommandProcess killed = start("serve", "-o", "json")) {
            await().atMost(Duration.ofSeconds(90)).until(() -> !killed.out().isBlank());
            killed.kill();
            Path owner = ownerFile();
            String another = Long.toString(ProcessHandle.current().pid());
            Files.writeString(owner, Files.readString(owner).replace(Long.toString(killed.pid()), another));
        }
        try (CommandProcess serve = start("serve", "-o", "json")) {
            await().atMost(Duration.ofSeconds(90)).until(() -> !serve.out().isBlank() || !serve.isAlive());

            assertThat(serve.isAlive()).as(serve.out() + serve.err()).isTrue();
        }
    }

    private Path ownerFile() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".owner.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private JsonNode run(String... words) throws Exception {
        try (CommandProcess command = start(words)) {
            assertThat(command.exitCode()).as(command.err()).isZero();
            return Json.parse(command.out());
        }
    }

    private CommandProcess start(String... words) {
        return CommandProcess.start(TwinMain.class, folder, words);
    }

    private static long succeeded(JsonNode runs) {
        return StreamSupport.stream(runs.spliterator(), false)
                .filter(run -> run.path("result").asText().equals("SUCCEEDED"))
                .count();
    }

    private static JsonNode get(String address) throws Exception {
        return Json.parse(text(address));
    }

    private static String text(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
