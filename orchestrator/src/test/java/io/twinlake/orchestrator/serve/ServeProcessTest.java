package io.twinlake.orchestrator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
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
            String address = addressOf(serve);

            assertThat(get(address + "/health").path("status").asText()).isEqualTo("UP");
            try (CommandProcess tooEarly = start("schedule", "run-now")) {
                assertThat(tooEarly.exitCode()).isEqualTo(6);
                assertThat(tooEarly.err()).contains("this ledger has never synced it", "twinlake sync --group gold");
            }
            run("sync", "-o", "json");
            assertThat(run("schedule", "run-now", "-o", "json").path("firing").asBoolean())
                    .isTrue();
            await().atMost(CommandProcess.PATIENCE)
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

    /** What was proven is in the metrics, so that an alert needs no command. */
    @Test
    void provesReadinessByItsSchedule() throws Exception {
        new TwinFolder(folder).configuration("{cron: \"0 0 3 1 1 ?\"}\n    readiness: {cron: \"* * * * * ?\"}");
        run("sync", "-o", "json");
        try (CommandProcess serve = start("serve", "-o", "json")) {
            String address = addressOf(serve);

            await().atMost(CommandProcess.PATIENCE)
                    .until(() -> text(address + "/metrics").contains("twinlake_ready{group=\"gold\"} 0.0"));
            assertThat(text(address + "/metrics"))
                    .contains("twinlake_last_ready_timestamp_seconds{group=\"gold\"} NaN");
            assertThat(run("status", "-o", "json").at("/groups/0/lastProof/problems"))
                    .extracting(JsonNode::asText)
                    .contains("rights");
        }
    }

    @Test
    void servesAfterAKillAlsoWhereItsProcessIdIsAnothersNow() throws Exception {
        try (CommandProcess killed = start("serve", "-o", "json")) {
            addressOf(killed);
            killed.kill();
            Path owner = ownerFile();
            String another = Long.toString(ProcessHandle.current().pid());
            Files.writeString(owner, Files.readString(owner).replace(Long.toString(killed.pid()), another));
        }
        try (CommandProcess serve = start("serve", "-o", "json")) {
            assertThat(addressOf(serve)).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void takesNothingFromTheSpringConfigurationAroundIt() throws Exception {
        String foreign = """
                server.address=0.0.0.0
                server.port=1
                management.endpoints.web.exposure.include=*
                management.endpoints.access.default=unrestricted
                management.endpoint.heapdump.access=unrestricted
                """;
        Files.writeString(folder.resolve("application.properties"), foreign);
        Files.writeString(
                Files.createDirectory(folder.resolve("config")).resolve("application.yml"),
                "server: {address: 0.0.0.0, port: 1}");
        Map<String, String> variables = Map.of(
                "SERVER_ADDRESS", "0.0.0.0",
                "SERVER_PORT", "tcp://10.0.0.1:80",
                "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "*",
                "MANAGEMENT_ENDPOINTS_ACCESS_DEFAULT", "unrestricted",
                "SPRING_APPLICATION_JSON", "{\"server\": {\"address\": \"0.0.0.0\"}}",
                "JDK_JAVA_OPTIONS", "-Dserver.address=0.0.0.0 -Dspring.main.web-application-type=none");
        try (CommandProcess serve = CommandProcess.start(TwinMain.class, folder, variables, "serve", "-o", "json")) {
            String address = addressOf(serve);

            assertThat(address).startsWith("http://127.0.0.1:").doesNotEndWith(":1");
            assertThat(get(address + "/health").path("status").asText()).isEqualTo("UP");
            for (String path : List.of("/env", "/heapdump", "/configprops", "/beans", "/threaddump", "/loggers")) {
                assertThat(status(address + path)).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void whatItKeepsIsForItsOwnerAlone() throws Exception {
        try (CommandProcess serve = start("serve", "-o", "json")) {
            addressOf(serve);
            try (CommandProcess verify = start("verify", "--report", "reports/parity.html")) {
                assertThat(verify.exitCode()).as(verify.err()).isEqualTo(2);
            }

            try (Stream<Path> kept =
                    Stream.concat(Files.walk(ownerFile().getParent()), Files.walk(folder.resolve("reports")))) {
                assertThat(kept)
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .as(each.toString())
                                        .endsWith("------"));
            }
        }
    }

    @Test
    void isNamedWhileItStandsStillAndRunsNothingLaterForThoseWhoGaveUp() throws Exception {
        try (CommandProcess serve = start("serve", "-o", "json")) {
            addressOf(serve);
            serve.freeze();
            for (String[] words : List.of(new String[] {"sync"}, MoveWords.forced("northeurope"))) {
                try (CommandProcess beside = start(words)) {
                    assertThat(beside.exitCode()).as(beside.err()).isEqualTo(5);
                    assertThat(beside.err())
                            .contains("process " + serve.pid() + " (twinlake serve -o json)")
                            .contains("has not begun this command, and will not", "kill -9 " + serve.pid());
                }
            }
            serve.thaw();
            // It waits for whatever it has begun.
            serve.terminate();
            assertThat(serve.exitCode()).isEqualTo(130);
        }
        assertThat(run("history", "-o", "json").path("runs")).isEmpty();
        assertThat(run("status", "-o", "json").at("/groups/0/epoch").asInt()).isEqualTo(1);
    }

    /** Where it serves, once it has said so to the end of its line. */
    private static String addressOf(CommandProcess serve) throws Exception {
        await().atMost(CommandProcess.PATIENCE).until(() -> serve.out().endsWith("\n") || !serve.isAlive());
        assertThat(serve.isAlive()).as(serve.out() + serve.err()).isTrue();
        return Json.parse(serve.out()).path("address").asText();
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

    private static int status(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
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
