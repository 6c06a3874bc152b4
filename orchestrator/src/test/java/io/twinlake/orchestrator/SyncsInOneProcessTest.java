package io.twinlake.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import com.sun.net.httpserver.HttpServer;
import io.twinlake.clients.databricks.rest.Workspaces;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.GlobalOptions;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.Ending;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.installation.OpeningAccess;
import io.twinlake.orchestrator.plan.SyncOrder;
import io.twinlake.orchestrator.sync.SyncListener;
import io.twinlake.orchestrator.sync.Syncs;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process that syncs again and again, as {@code serve} does, against workspaces over HTTP. */
class SyncsInOneProcessTest {
    @TempDir
    Path folder;

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer workspaces;

    @BeforeEach
    void configure() throws Exception {
        workspaces = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workspaces.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] noJobs = "{\"jobs\": [], \"has_more\": false}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, noJobs.length);
            exchange.getResponseBody().write(noJobs);
            exchange.close();
        });
        workspaces.start();
        Path config = new TwinFolder(folder).holding("0-a").configuration("");
        int port = workspaces.getAddress().getPort();
        Files.writeString(
                config,
                Files.readString(config)
                                .replace("https://west.example", "http://127.0.0.1:" + port)
                                .replace("https://north.example", "http://localhost:" + port)
                        + "    fence: {jobs: [load]}\n");
    }

    @AfterEach
    void stop() {
        workspaces.stop(0);
    }

    @Test
    void opensNoMoreClientsInItsThirtiethSyncThanInItsFifth() {
        Components twin = TwinComponents.on(folder);
        GroupMeans means = mock(GroupMeans.class, delegatesTo(new RealMeans()));
        doAnswer(call -> twin.means().sync(call.getArgument(0), call.getArgument(1)))
                .when(means)
                .sync(any(), any());
        Components components = new Components(twin.ledgers(), Workspaces::open, means, twin.witness(), twin.time());
        Caller here = new Caller(System.out, System.err, folder, Map.of(), false);
        Invocation invocation = new Invocation(List.of("serve"), new GlobalOptions(), here);

        new OpeningAccess(components, new Ending(), owned -> (words, caller) -> 0).owning(invocation, installation -> {
            sync(installation, 5);
            int clients = clients().size();
            int threads = begunSince(before).size();
            sync(installation, 25);

            assertThat(asked).as("what was asked of the workspaces").hasValueGreaterThanOrEqualTo(60);
            // Threads end a while after what they were for, and those of a client come and go with what it has to do.
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                assertThat(clients()).hasSizeLessThanOrEqualTo(clients);
                assertThat(begunSince(before)).hasSizeLessThan(threads + 10);
            });
            return 0;
        });
    }

    private static void sync(Installation installation, int times) {
        ProtectedGroup group = installation.groups().iterator().next();
        for (int i = 0; i < times; i++) {
            new Syncs(group).run(SyncListener.SILENT, Optional.empty(), SyncOrder.OF_NOBODY);
        }
    }

    /** Each client of the JDK has one such thread until it is closed; those of other tests may end at any time. */
    private List<Thread> clients() {
        return begunSince(before).stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .toList();
    }

    private static List<Thread> begunSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .toList();
    }
}
