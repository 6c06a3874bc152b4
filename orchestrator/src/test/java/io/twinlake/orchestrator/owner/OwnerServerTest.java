package io.twinlake.orchestrator.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.LedgerLocation;
import io.twinlake.orchestrator.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerServerTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void runsACommandInItsCallersSurroundings() throws Exception {
        try (OwnerServer owner = OwnerServer.start(
                file(),
                "twinlake serve",
                (words, caller) -> {
                    caller.out().print(String.join(" ", words) + " in " + caller.directory() + ": ünïcode");
                    caller.err().print(caller.environment().get("NO_COLOR"));
                    return 8;
                },
                worker -> false)) {
            assertThat(new OwnerClient(owner(), List.of("status", "-v"), caller()).run())
                    .hasValue(8);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("status -v in " + folder + ": ünïcode");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("1");
    }

    @Test
    void takesNoCommandWithoutItsToken() throws Exception {
        try (OwnerServer owner = OwnerServer.start(file(), "twinlake serve", (words, caller) -> 0, worker -> false)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + owner().port() + OwnerServer.PATH))
                    .header("Authorization", "Bearer guessed")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"words\":[\"status\"]}"))
                    .build();

            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void itsFileIsForItsOwnerAlone() throws Exception {
        try (OwnerServer owner = OwnerServer.start(file(), "twinlake serve", (words, caller) -> 0, worker -> false)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                    .isEqualTo("rw-------");
            assertThat(owner().isAlive()).isTrue();
            assertThat(owner().toString()).doesNotContain(owner().token());
        }
        assertThat(file().read()).isEmpty();
    }

    @Test
    void anOwnerThatIsGoneTakesNoCommand() throws Exception {
        OwnerFile.Owner gone;
        try (OwnerServer owner = OwnerServer.start(file(), "twinlake serve", (words, caller) -> 0, worker -> false)) {
            gone = owner();
        }

        assertThat(new OwnerClient(gone, List.of("status"), caller()).run()).isEmpty();
    }

    @Test
    void endsOnlyAfterTheCommandsThatItTook() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        OwnerServer owner = OwnerServer.start(
                file(),
                "twinlake sync",
                (words, caller) -> {
                    taken.countDown();
                    awaitQuietly(goOn);
                    return 3;
                },
                worker -> false);
        OwnerFile.Owner reached = owner();
        CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> exitCode(reached));
        taken.await();

        CompletableFuture<Void> ending = CompletableFuture.runAsync(owner::close);
        assertThat(ending).isNotDone();
        goOn.countDown();

        assertThat(command.get()).isEqualTo(3);
        ending.get();
    }

    @Test
    void handsAnInterruptOnToTheThreadThatWorksOnTheCommand() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<Thread> working = new AtomicReference<>();
        CommandExecutor work = (words, caller) -> {
            working.set(Thread.currentThread());
            taken.countDown();
            awaitQuietly(stopped);
            return 130;
        };
        Predicate<Thread> interrupts = worker -> {
            stopped.countDown();
            return worker.equals(working.get());
        };
        try (OwnerServer owner = OwnerServer.start(file(), "twinlake serve", work, interrupts)) {
            OwnerClient client = new OwnerClient(owner(), List.of("sync"), caller());
            CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> exitCode(client));
            taken.await();

            client.interrupt();

            assertThat(command.get()).isEqualTo(130);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("the run stops after its present step, in process "
                        + ProcessHandle.current().pid());
    }

    @Test
    void saysWhereACommandGoesOnThatCannotBeStopped() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CommandExecutor work = (words, caller) -> {
            taken.countDown();
            awaitQuietly(goOn);
            return 0;
        };
        try (OwnerServer owner = OwnerServer.start(file(), "twinlake serve", work, worker -> false)) {
            OwnerClient client = new OwnerClient(owner(), List.of("verify"), caller());
            CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> exitCode(client));
            taken.await();

            client.interrupt();

            goOn.countDown();
            assertThat(command.get()).isZero();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("goes on in process", "twinlake status");
    }

    private int exitCode(OwnerFile.Owner owner) {
        return exitCode(new OwnerClient(owner, List.of("status"), caller()));
    }

    private static int exitCode(OwnerClient client) {
        try {
            return client.run().orElse(-1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OwnerFile file() {
        return OwnerFile.of(new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null))
                .orElseThrow();
    }

    private OwnerFile.Owner owner() {
        return file().read().orElseThrow();
    }

    private Surroundings caller() {
        return new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                Map.of("NO_COLOR", "1"),
                false);
    }
}
