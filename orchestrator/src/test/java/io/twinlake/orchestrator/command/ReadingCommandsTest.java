package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only read carry nothing away behind them, although a copy of the ledger is due. */
class ReadingCommandsTest {
    @TempDir
    Path folder;

    private final AtomicInteger writes = new AtomicInteger();
    private HttpServer storage;

    @BeforeEach
    void configure() throws Exception {
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                writes.incrementAndGet();
            }
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        storage.start();
        Path file = new TwinFolder(folder).holding("0-a").configuration("");
        String account = ", storage: \"http://127.0.0.1:" + storage.getAddress().getPort()
                + "/west\", storageCredentials: {type: account-key, account: west, key: \"a2V5\"}}";
        Files.writeString(
                file,
                "ledger: {exportKey: \"0123456789abcdef0123456789abcdef\"}\n"
                        + Files.readString(file).replace("token: secret-1}}", "token: secret-1}" + account));
    }

    @AfterEach
    void stop() {
        storage.stop(0);
    }

    @Test
    void planStatusHistoryAndADryRunWriteToNoStorage() {
        run("sync", "--new-ledger", "--reason", "its storage takes no copy");
        verifyUntilACopyIsTried();
        writes.set(0);

        run("plan");
        run("status");
        run("history");
        run("doctor");
        run("permissions");
        run("ledger", "verify");
        run("failover", "--mode", "planned", "--to", "northeurope", "--dry-run");

        assertThat(writes).hasValue(0);

        // What changes the ledger has it carried away.
        verifyUntilACopyIsTried();
    }

    /** On a busy machine a command may end before its copy is tried: the next one tries again. */
    private void verifyUntilACopyIsTried() {
        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
            run("verify");
            assertThat(writes).hasPositiveValue();
        });
    }

    private void run(String... words) {
        CommandRun run = CommandRun.of(TwinComponents.on(folder), folder, words);
        assertThat(run.exit()).as(run.out() + run.err()).isNotEqualTo(64).isNotEqualTo(1);
    }
}
