package io.twinlake.orchestrator.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.GlobalOptions;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.owner.wire.Conversation;
import io.twinlake.orchestrator.owner.wire.ForwardedCommand;
import io.twinlake.orchestrator.owner.wire.Proof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerServerTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final SteppedClock clock = new SteppedClock(Instant.EPOCH);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(
                folder.resolve("twinlake.yml"), "# Not ${OTHER_SECRET}.\nledger: {exportKey: \"${EXPORT_KEY}\"}");
    }

    @Test
    void runsACommandWhereItsCallerIs() throws Exception {
        CommandExecutor work = (words, caller) -> {
            caller.out().print(String.join(" ", words) + " in " + caller.directory() + ": ünïcode");
            caller.err().print(caller.environment().get("NO_COLOR"));
            return 8;
        };
        try (OwnerServer owner = start(work, worker -> false)) {
            assertThat(client(owner(), "status", "-v").run()).isEqualTo(new Handed.Done(8));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("status -v in " + folder + ": ünïcode");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("1");
    }

    @Test
    void isToldNoVariableButThoseThatTheFileNames() throws Exception {
        AtomicReference<Map<String, String>> told = new AtomicReference<>();
        CommandExecutor work = (words, caller) -> {
            told.set(caller.environment());
            return 0;
        };
        try (OwnerServer owner = start(work, worker -> false)) {
            client(owner(), "status").run();
        }
        assertThat(told.get()).isEqualTo(Map.of("NO_COLOR", "1", "EXPORT_KEY", "named"));
    }

    @Test
    void aMoveHoldsForTheEpochThatTheOwnerNamedFirst() throws Exception {
        AtomicReference<List<String>> ran = new AtomicReference<>();
        CommandExecutor work = (words, caller) -> {
            ran.set(words);
            return 0;
        };
        try (OwnerServer owner = start(work, worker -> false)) {
            client(owner(), invocation("failback").moving(new GroupName("gold")))
                    .run();
        }
        assertThat(ran.get()).containsExactly("failback", "--epoch", "7");
    }

    @Test
    void aMoveOfAGroupThatTheOwnerDoesNotKnowIsRefusedBeforeItBegins() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        CommandExecutor work = (words, caller) -> {
            ran.set(true);
            return 0;
        };
        try (OwnerServer owner = start(work, worker -> false)) {
            OwnerClient client = client(owner(), invocation("failback").moving(new GroupName("silver")));

            assertThatThrownBy(client::run)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("does not know the group silver");
        }
        assertThat(ran).isFalse();
    }

    @Test
    void saysThatItIsBusyAndThatItIsEnding() throws Exception {
        Semaphore taken = new Semaphore(0);
        CountDownLatch goOn = new CountDownLatch(1);
        CommandExecutor work = (words, caller) -> {
            taken.release();
            awaitQuietly(goOn);
            return 0;
        };
        OwnerServer owner = start(work, worker -> false);
        OwnerFile.Owner reached = owner();
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            callers.add(inTheBackground(client(reached, "status")));
            // One at a time: of many who have not proven themselves yet the oldest are let go.
            taken.acquire();
        }

        assertThat(client(reached, "status").run()).isEqualTo(Handed.NotTaken.BUSY);

        CompletableFuture<Void> ending = inTheBackground(owner::close);
        await().atMost(LONG).until(() -> file().read().isEmpty());
        assertThat(client(reached, "status").run()).isEqualTo(Handed.NotTaken.ENDING);
        goOn.countDown();
        ending.get();
        for (CompletableFuture<Integer> caller : callers) {
            assertThat(caller.get()).isZero();
        }
    }

    @Test
    void noThreadWaitsForACallerThatTakesNothingOfWhatIsSaid() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket ours = new Socket(InetAddress.getLoopbackAddress(), other.getLocalPort());
                Socket standsStill = other.accept();
                Conversation conversation = new Conversation(ours, Duration.ofMillis(100))) {
            String piece = "x".repeat(1 << 20);

            assertThatThrownBy(() -> {
                        while (standsStill.isConnected()) {
                            conversation.say(Json.object().put("out", piece));
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void tellsNothingToAProcessThatDoesNotKnowTheToken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> heard = inTheBackground(() -> answeringAnything(other));
            OwnerFile.Owner reused = OwnerFile.Owner.ofThisProcess(other.getLocalPort(), "token", "twinlake serve");

            assertThat(client(reused, "status").run()).isEqualTo(Handed.NotTaken.SOMEBODY_ELSE);

            assertThat(heard.get()).contains("asked").doesNotContain("status", "named", "token");
        }
    }

    private static String answeringAnything(ServerSocket other) {
        try (Socket caller = other.accept()) {
            caller.getOutputStream()
                    .write("{\"answered\":\"x\",\"proof\":\"y\",\"id\":\"z\"}\n".getBytes(StandardCharsets.UTF_8));
            return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void beginsNothingWhoseCallerHangsUpAfterTheFirstAnswer() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        CommandExecutor work = (words, caller) -> {
            ran.set(true);
            return 0;
        };
        try (OwnerServer owner = start(work, worker -> false)) {
            try (Conversation caller = new Conversation(new Socket(InetAddress.getLoopbackAddress(), owner().port()))) {
                assertThat(handOver(caller).path("epoch").asLong()).isEqualTo(7);
            }
        }
        assertThat(ran).isFalse();
    }

    /** As after this process stood still: what the caller said when it still waited is heard only now. */
    @Test
    void beginsNothingWhoseCallerWasAnsweredLongAgo() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        CommandExecutor work = (words, caller) -> {
            ran.set(true);
            return 0;
        };
        try (OwnerServer owner = start(work, worker -> false);
                Conversation caller = new Conversation(new Socket(InetAddress.getLoopbackAddress(), owner().port()))) {
            String id = handOver(caller).path("id").asText();
            clock.pass(Duration.ofSeconds(5));
            caller.say(Json.object().put("go", id));

            assertThatThrownBy(() -> heard(caller)).isInstanceOf(IOException.class);
        }
        assertThat(ran).isFalse();
    }

    /** Proves itself and hands a move over; what the owner answers. */
    private JsonNode handOver(Conversation caller) throws Exception {
        caller.say(Json.object().put("asked", "a"));
        String answered = heard(caller).path("answered").asText();
        caller.say(Json.object().put("proof", new Proof(owner().token(), "a", answered).ofCaller()));
        caller.say(ForwardedCommand.of(invocation("failback").moving(new GroupName("gold")))
                .toJson());
        return heard(caller);
    }

    @Test
    void hearsACommandAtOnceWhileHundredsSayNothingAndHoldsFewThreadsForThem() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (OwnerServer owner = start((words, caller) -> 3, worker -> false)) {
            for (int i = 0; i < 300; i++) {
                Socket half = new Socket(InetAddress.getLoopbackAddress(), owner().port());
                half.getOutputStream().write("POST /commands HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.UTF_8));
                silent.add(half);
            }

            assertThat(client(owner(), "status").run()).isEqualTo(new Handed.Done(3));

            await().atMost(LONG).until(() -> threads("forwarded-command") <= 16);
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    private static JsonNode heard(Conversation conversation) throws Exception {
        return conversation.hear(LONG, 1000).orElseThrow();
    }

    @Test
    void takesNoCommandWithoutItsToken() throws Exception {
        try (OwnerServer owner = start((words, caller) -> 0, worker -> false);
                Socket guessing = new Socket(InetAddress.getLoopbackAddress(), owner().port())) {
            guessing.getOutputStream()
                    .write("{\"asked\":\"a\"}\n{\"proof\":\"guessed\"}\n".getBytes(StandardCharsets.UTF_8));

            String answer = new String(guessing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer.lines())
                    .singleElement()
                    .asString()
                    .contains("answered")
                    .doesNotContain("id", owner().token());
        }
    }

    @Test
    void itsFileIsForItsOwnerAlone() throws Exception {
        try (OwnerServer owner = start((words, caller) -> 0, worker -> false)) {
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
        try (OwnerServer owner = start((words, caller) -> 0, worker -> false)) {
            gone = owner();
        }

        assertThat(client(gone, "status").run()).isInstanceOf(Handed.NotTaken.class);
    }

    @Test
    void endsOnlyAfterTheCommandsThatItTook() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CommandExecutor work = (words, caller) -> {
            taken.countDown();
            awaitQuietly(goOn);
            return 3;
        };
        OwnerServer owner = start(work, worker -> false);
        OwnerFile.Owner reached = owner();
        CompletableFuture<Integer> command = inTheBackground(client(reached, "status"));
        taken.await();

        CompletableFuture<Void> ending = inTheBackground(owner::close);
        await().atMost(LONG).until(() -> file().read().isEmpty());
        assertThat(ending).isNotDone();
        goOn.countDown();

        assertThat(command.get()).isEqualTo(3);
        ending.get();
    }

    @Test
    void handsAnInterruptOnToTheThreadThatWorksOnTheCommand() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Thread> working = new AtomicReference<>();
        CommandExecutor work = (words, caller) -> {
            working.set(Thread.currentThread());
            taken.countDown();
            awaitQuietly(goOn);
            return 130;
        };
        try (OwnerServer owner = start(work, worker -> worker.equals(working.get()))) {
            OwnerClient client = client(owner(), "sync");
            CompletableFuture<Integer> command = inTheBackground(client);
            taken.await();

            CompletableFuture<Void> interrupt = inTheBackground(client::interrupt);

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(err.toString(StandardCharsets.UTF_8))
                            .contains("the run stops after its present step, in process "
                                    + ProcessHandle.current().pid()));
            assertThat(interrupt).isNotDone();
            goOn.countDown();
            assertThat(command.get()).isEqualTo(130);
            interrupt.get();
        }
    }

    @Test
    void saysNothingOfACommandThatWasOverBeforeItCouldBeStopped() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CommandExecutor work = (words, caller) -> {
            taken.countDown();
            awaitQuietly(asked);
            return 0;
        };
        Predicate<Thread> endsMeanwhile = worker -> {
            asked.countDown();
            awaitQuietly(over);
            return true;
        };
        try (OwnerServer owner = start(work, endsMeanwhile)) {
            OwnerClient client = client(owner(), "sync");
            CompletableFuture<Integer> command = inTheBackground(client);
            taken.await();

            client.interrupt();

            assertThat(command.get()).isZero();
            over.countDown();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
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
        try (OwnerServer owner = start(work, worker -> false)) {
            OwnerClient client = client(owner(), "verify");
            CompletableFuture<Integer> command = inTheBackground(client);
            taken.await();

            client.interrupt();

            goOn.countDown();
            assertThat(command.get()).isZero();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("goes on in process", "twinlake status");
    }

    private static CompletableFuture<Integer> inTheBackground(OwnerClient client) {
        return inTheBackground(() -> exitCode(client));
    }

    private static CompletableFuture<Void> inTheBackground(Runnable work) {
        return CompletableFuture.runAsync(work, OwnerServerTest::onItsOwnThread);
    }

    private static <T> CompletableFuture<T> inTheBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, OwnerServerTest::onItsOwnThread);
    }

    /** Those of the common pool are few, and may all wait. */
    private static void onItsOwnThread(Runnable work) {
        new Thread(work, "in-the-background").start();
    }

    private static int exitCode(OwnerClient client) {
        try {
            return ((Handed.Done) client.run()).exit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OwnerServer start(CommandExecutor commands, Predicate<Thread> interrupts) {
        return OwnerServer.start(
                file(),
                "twinlake serve",
                commands,
                interrupts,
                group -> Optional.of(new Epoch(7)).filter(epoch -> group.equals(new GroupName("gold"))),
                clock.time());
    }

    private OwnerClient client(OwnerFile.Owner owner, String... words) {
        return client(owner, invocation(words));
    }

    /** One that outwaits whatever this machine has to do beside. */
    private static OwnerClient client(OwnerFile.Owner owner, Invocation invocation) {
        return new OwnerClient(owner, invocation, new OwnerClient.Patience(LONG, LONG, LONG, LONG), Time.SYSTEM);
    }

    private Invocation invocation(String... words) {
        return new Invocation(List.of(words), new GlobalOptions(), caller());
    }

    private OwnerFile file() {
        return OwnerFile.of(new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null))
                .orElseThrow();
    }

    private OwnerFile.Owner owner() {
        return file().read().orElseThrow();
    }

    private Caller caller() {
        return new Caller(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                Map.of("NO_COLOR", "1", "EXPORT_KEY", "named", "OTHER_SECRET", "not named"),
                false);
    }
}
