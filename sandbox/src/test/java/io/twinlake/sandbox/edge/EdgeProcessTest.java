package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.process.Ports;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge as a process of its own, ended as an outage ends it. */
final class EdgeProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BACKEND =
            EdgeFixture.SERVICE + "/backends/customers?api-version=" + EdgeFixture.VERSION;

    @TempDir
    Path dir;

    @Test
    void servesAfterAKillWhatItHadAcknowledgedBeforeOnTheSamePorts() throws Exception {
        try (Ports free = Ports.claim(new Random());
                EdgeFixture clients = new EdgeFixture(dir, Clock.systemUTC(), spec -> on(free, spec))) {
            clients.edge().close();
            Path spec = dir.resolve("edge-spec.json");
            clients.spec.write(spec);

            Process process = start(spec);
            HttpResponse<String> written;
            try {
                awaitReady(process);
                String body = "{\"properties\":{\"url\":\"%s\",\"protocol\":\"http\"}}"
                        .formatted(EdgeFixture.url(clients.north));
                written = clients.call("PUT", BACKEND, body);
            } finally {
                process.destroyForcibly().waitFor();
            }
            process = start(spec);
            try {
                JsonNode ready = awaitReady(process);
                assertThat(ready.path("ports").path("arm").asInt())
                        .isEqualTo(clients.spec.ports().arm());
                assertThat(clients.call("GET", BACKEND, "").headers().firstValue("ETag"))
                        .isEqualTo(written.headers().firstValue("ETag"));
                assertThat(clients.ask("/customers/1").headers().firstValue("x-served-by"))
                        .contains("northeurope");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(Path spec) throws IOException {
        Files.deleteIfExists(ready());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EdgeProcess.class.getName(),
                        spec.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("edge.log").toFile())
                .start();
    }

    private JsonNode awaitReady(Process process) throws IOException {
        await().atMost(PATIENCE).until(() -> Files.exists(ready()) || !process.isAlive());
        assertThat(process.isAlive())
                .as(Files.readString(dir.resolve("edge.log")))
                .isTrue();
        JsonNode ready = new JsonMapper().readTree(ready().toFile());
        assertThat(ready.path("pid").asLong()).isEqualTo(process.pid());
        return ready;
    }

    private Path ready() {
        return dir.resolve("edge").resolve(EdgeProcess.READY);
    }

    private static EdgeSpec on(Ports free, EdgeSpec spec) {
        return new EdgeSpec(
                spec.dir(),
                spec.calls(),
                new EdgeSpec.Ports(free.next(), free.next(), free.next(), free.next(), free.next()),
                spec.subscription(),
                spec.tenant(),
                spec.resourceGroup(),
                spec.clients(),
                spec.identityHeader(),
                spec.platformKey(),
                spec.apiManagement(),
                spec.appConfiguration(),
                spec.functionApps());
    }
}
