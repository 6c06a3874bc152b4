package io.twinlake.sandbox.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayClientTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What the gateway answers next; 200 when there is nothing here. */
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    private HttpServer gateway;
    private GatewayClient client;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.createContext("/customers/", exchange -> {
            boolean known = "a-key".equals(exchange.getRequestHeaders().getFirst("k"));
            Integer status = known ? answers.poll() : Integer.valueOf(401);
            exchange.getResponseHeaders().add("x-served-by", "westeurope");
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.stop(0);
    }

    @Test
    void asksWithoutPauseAndNamesTheRegionThatServed() {
        ask();

        await().atMost(PATIENCE).until(() -> client.requests().count() > 20);

        assertThat(client.requests().all()).allSatisfy(each -> {
            assertThat(each.isServed()).isTrue();
            assertThat(each.servedBy()).isEqualTo("westeurope");
        });
        assertThat(client.requests().retried()).isZero();
    }

    @Test
    void triesTwiceBeforeItCallsARequestFailed() {
        answers.addAll(List.of(503, 200, 503, 500));
        ask();

        await().atMost(PATIENCE).until(() -> client.requests().count() > 3);

        assertThat(client.requests().all().subList(0, 2))
                .extracting(Asked::tries, Asked::status)
                .containsExactly(tuple(2, 200), tuple(2, 500));
        assertThat(client.requests().retried()).isEqualTo(2);
        assertThat(client.requests().failed()).isEqualTo(1);
    }

    @Test
    void callsARequestWithoutAnAnswerFailed() throws Exception {
        ask();
        gateway.stop(0);

        Asked asked = client.ask("c-1");

        assertThat(asked.status()).isZero();
        assertThat(asked.tries()).isEqualTo(2);
    }

    @Test
    void countsARequestWhereItBegan() {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        Requests all = new Requests(List.of(asked(begin), asked(begin.plusSeconds(1)), asked(begin.plusSeconds(2))));
        ask();

        assertThat(all.between(begin.plusSeconds(1), begin.plusSeconds(2)).all())
                .containsExactly(asked(begin.plusSeconds(1)));
    }

    private static Asked asked(Instant at) {
        return new Asked(at, 10, 1, 200, "westeurope", null);
    }

    private void ask() {
        client = GatewayClient.start(
                "http://127.0.0.1:" + gateway.getAddress().getPort(), Map.of("k", "a-key"), List.of("c-1", "c-2"));
    }
}
