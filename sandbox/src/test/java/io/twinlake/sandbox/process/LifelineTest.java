package io.twinlake.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifelineTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Path sandbox;
    private Process parent;
    private Child child;

    /** The work of the process on the lifeline: none, for as long as it may live. */
    public static final class Idle {
        public static void main(String[] args) throws InterruptedException, IOException {
            Files.writeString(Path.of(args[0]), "running");
            Thread.sleep(PATIENCE.toMillis() * 10);
        }
    }

    @BeforeEach
    void start() throws IOException {
        sandbox = Files.createDirectory(folder.resolve("sandbox"));
        parent = new ProcessBuilder("sleep", "3600").start();
        child = new Child("idle", sandbox);
        ProcessId id = ProcessId.of(parent.toHandle());
        Path running = folder.resolve("running");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Lifeline.class.getName(),
                Long.toString(id.pid()),
                Long.toString(id.startedAt()),
                sandbox.toString(),
                Idle.class.getName(),
                running.toString()));
        child.ensureRunning(command, Map.of());
        await().atMost(PATIENCE).until(() -> Files.exists(running));
    }

    @AfterEach
    void end() {
        parent.destroyForcibly();
        child.running().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void endsAProcessWhoseParentWasKilled() {
        parent.destroyForcibly();

        await().atMost(PATIENCE).until(() -> child.running().isEmpty());
    }

    @Test
    void keepsAProcessOfADetachedSandboxUntilItsFolderIsGone() throws Exception {
        Files.writeString(sandbox.resolve(Lifeline.DETACHED), "");
        ProcessHandle process = child.running().orElseThrow();
        parent.destroyForcibly();
        parent.waitFor();

        await().during(Duration.ofMillis(1500)).atMost(PATIENCE).until(process::isAlive);
        Files.move(sandbox, folder.resolve("elsewhere"));

        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    @Test
    void doesNotTakeAnotherProcessForOurs() {
        ProcessId other =
                new ProcessId(parent.pid(), ProcessId.of(parent.toHandle()).startedAt() - 1000);

        assertThat(ProcessId.of(parent.toHandle()).handle()).isPresent();
        assertThat(other.handle()).isEmpty();
    }
}
