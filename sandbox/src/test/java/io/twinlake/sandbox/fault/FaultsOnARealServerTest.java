package io.twinlake.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.twinlake.sandbox.calls.Call;
import io.twinlake.sandbox.calls.CallLog;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsOnARealServerTest {

    @TempDir
    Path folder;

    private FaultyServer server;

    @BeforeEach
    void start() {
        server = new FaultyServer(folder.resolve("calls.jsonl"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void refusesConnectionsWhileDownAndKeepsItsPortWhenItComesBack() throws Exception {
        assertThat(server.get("/api/hello").body()).isEqualTo("hello");

        server.faults.add(Fault.of(FaultKind.DOWN));
        assertThatThrownBy(() -> server.get("/api/hello")).isInstanceOf(ConnectException.class);

        server.faults.clear();
        assertThat(server.get("/api/hello").body()).isEqualTo("hello");
    }

    @Test
    void comesBackByItselfWhenATimedOutageEnds() throws Exception {
        server.faults.add(
                Fault.of(FaultKind.DOWN).withUntil(server.clock.instant().plusMillis(300)));
        assertThatThrownBy(() -> server.get("/api/hello")).isInstanceOf(ConnectException.class);

        server.clock.advance(Duration.ofSeconds(1));
        eventually().ignoreExceptions().until(() -> server.get("/api/hello").statusCode() == 200);
    }

    @Test
    void neverAcceptsAConnectionWhileBlackHoled() throws Exception {
        server.faults.add(Fault.of(FaultKind.BLACKHOLE));
        assertThatThrownBy(() -> server.getInVain("/api/hello")).isInstanceOf(HttpConnectTimeoutException.class);

        server.faults.clear();
        eventually().ignoreExceptions().until(() -> server.get("/api/hello").statusCode() == 200);
    }

    @Test
    void leavesAnOpenConnectionWithoutAnAnswerWhileBlackHoled() throws Exception {
        try (Socket open = server.connect()) {
            server.faults.add(Fault.of(FaultKind.BLACKHOLE));
            server.post(open, "/api/things", "x");
            awaitHeld(1);

            assertThat(server.faults.held()).extracting(HeldCall::fault).containsExactly(FaultKind.BLACKHOLE);
            assertThat(open.getInputStream().available()).isZero();
            assertThat(server.effects).hasValue(0);
        }
    }

    @Test
    void acceptsAndNeverAnswersWhileHanging() {
        server.faults.add(Fault.of(FaultKind.HANG));

        CompletableFuture<HttpResponse<String>> post = server.start("/api/things", "x");
        awaitHeld(1);
        assertThat(server.faults.held()).extracting(HeldCall::fault).containsExactly(FaultKind.HANG);
        assertThat(post).isNotDone();

        server.faults.clear();
        assertThatThrownBy(post::join).hasCauseInstanceOf(IOException.class);
        assertThat(server.effects).hasValue(0);
    }

    @Test
    void hitsOneMethodAloneWhereItWasAskedTo() throws Exception {
        server.faults.add(
                Fault.of(FaultKind.STATUS).withCode(409).withPath("/api/*").withMethod("POST"));

        assertThat(server.get("/api/hello").statusCode()).isEqualTo(200);
        assertThat(server.post("/api/things", "x").statusCode()).isEqualTo(409);
        assertThat(server.effects).hasValue(0);
    }

    @Test
    void hasTheEffectBeforeItDropsTheResponse() {
        server.faults.add(Fault.of(FaultKind.DROP_RESPONSE).withPath("/api/things"));

        assertThatThrownBy(() -> server.post("/api/things", "x")).isInstanceOf(IOException.class);

        assertThat(server.effects).hasValue(1);
    }

    @Test
    void answersWithTheStatusAndTheRetryAfterThatWereAskedForAndHasNoEffect() throws Exception {
        server.faults.add(Fault.of(FaultKind.STATUS).withCode(503).withRetryAfter("Wed, 21 Oct 2015 07:28:00 GMT"));

        HttpResponse<String> response = server.post("/api/things", "x");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("Wed, 21 Oct 2015 07:28:00 GMT");
        assertThat(response.body()).contains("\"error_code\":\"TEMPORARILY_UNAVAILABLE\"");
        assertThat(server.effects).hasValue(0);
    }

    @Test
    void hitsOnlyTheShareOfTheRequestsThatWasAskedFor() throws Exception {
        server.faults.add(Fault.of(FaultKind.STATUS).withShare(0.5));

        int failed = 0;
        for (int i = 0; i < 100; i++) {
            failed += server.get("/api/hello").statusCode() == 503 ? 1 : 0;
        }

        assertThat(failed).isBetween(30, 70);
    }

    @Test
    void leavesPathsOutsideTheGlobAlone() throws Exception {
        server.faults.add(Fault.of(FaultKind.STATUS).withPath("*/thing*"));

        assertThat(server.get("/api/hello").statusCode()).isEqualTo(200);
        assertThat(server.post("/api/things", "x").statusCode()).isEqualTo(503);
    }

    @Test
    void limitsRequestsPerSecondAndSaysWhenToComeBack() throws Exception {
        server.faults.add(Fault.of(FaultKind.RATE_LIMIT).withPerSecond(2).withRetryAfter("3"));

        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(server.get("/api/hello"));
        }

        assertThat(answers).anyMatch(answer -> answer.statusCode() == 200);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .isNotEmpty()
                .allMatch(answer -> answer.headers().firstValue("Retry-After").equals(Optional.of("3")));
    }

    @Test
    void putsAnEmptyPageBeforeEachPageOfAListAndLosesNoToken() throws Exception {
        server.faults.add(Fault.of(FaultKind.EMPTY_PAGES));

        String empty = server.get("/api/catalogs?max=2&page_token=a%2Fb").body();
        assertThat(empty).startsWith("{\"next_page_token\":\"");
        String token = empty.substring(empty.indexOf(":\"") + 2, empty.lastIndexOf('"'));

        assertThat(server.get("/api/catalogs?max=2&page_token=" + token).body()).isEqualTo("catalogs from a/b");
        assertThat(server.get("/api/hello").body()).isEqualTo("hello");
    }

    @Test
    void refusesTheTokensInUseAndAcceptsANewOneAfterTokensExpire() throws Exception {
        server.get("/api/hello", "Authorization", "Bearer old");

        server.faults.add(Fault.of(FaultKind.EXPIRE_TOKEN));

        assertThat(server.get("/api/hello", "Authorization", "Bearer old").statusCode())
                .isEqualTo(401);
        assertThat(server.get("/api/hello", "Authorization", "Bearer new").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/hello", "Authorization", "Bearer old").statusCode())
                .isEqualTo(401);
        assertThat(server.get("/api/hello", "Authorization", "Bearer new").statusCode())
                .isEqualTo(200);
    }

    @Test
    void holdsACallAtAGateUntilItIsReleasedAndOnlyThenHasTheEffect() throws Exception {
        server.faults.add(Fault.of(FaultKind.GATE).withMethod("POST").withPath("/api/th*"));

        CompletableFuture<HttpResponse<String>> post = server.start("/api/things", "x");
        awaitHeld(1);
        assertThat(server.faults.held())
                .extracting(HeldCall::fault, HeldCall::method, HeldCall::path, HeldCall::actor)
                .containsExactly(tuple(FaultKind.GATE, "POST", "/api/things", "other"));
        assertThat(server.get("/api/hello").body()).isEqualTo("hello");
        assertThat(server.effects).hasValue(0);

        server.faults.release(false);

        assertThat(post.join().body()).isEqualTo("thing 1");
        assertThat(server.faults.held()).isEmpty();
        assertThat(server.post("/api/things", "x").body()).isEqualTo("thing 2");
    }

    @Test
    void keepsAGateShutForTheCallsThatComeAfterTheReleasedOnesIfAsked() throws Exception {
        server.faults.add(Fault.of(FaultKind.GATE));
        CompletableFuture<HttpResponse<String>> first = server.start("/api/things", "x");
        awaitHeld(1);

        server.faults.release(true);
        assertThat(first.join().body()).isEqualTo("thing 1");
        CompletableFuture<HttpResponse<String>> second = server.start("/api/things", "x");
        awaitHeld(1);
        assertThat(second).isNotDone();

        server.faults.release(false);
        assertThat(second.join().body()).isEqualTo("thing 2");
    }

    @Test
    void cutsACallAtAGateWithoutEffectWhenTheFaultsAreCleared() {
        server.faults.add(Fault.of(FaultKind.GATE));
        CompletableFuture<HttpResponse<String>> post = server.start("/api/things", "x");
        awaitHeld(1);

        server.faults.clear();

        assertThatThrownBy(post::join).hasCauseInstanceOf(IOException.class);
        assertThat(server.effects).hasValue(0);
    }

    @Test
    void letsACallGoWhenTheTimeOfItsGateEnds() throws Exception {
        server.faults.add(
                Fault.of(FaultKind.GATE).withUntil(server.clock.instant().plusMillis(300)));
        CompletableFuture<HttpResponse<String>> post = server.start("/api/things", "x");
        awaitHeld(1);

        server.clock.advance(Duration.ofSeconds(1));

        assertThat(post.join().body()).isEqualTo("thing 1");
    }

    @Test
    void holdsTheCallsOfOneActorAlone() throws Exception {
        server.faults.add(Fault.of(FaultKind.GATE).withActor("twinlake"));

        assertThat(server.post("/api/things", "x").body()).isEqualTo("thing 1");
        CompletableFuture<HttpResponse<String>> product =
                server.start("/api/things", "x", "User-Agent", "twinlake/0.1 databricks-sdk-java/0.141.0");
        awaitHeld(1);

        server.faults.release(false);
        assertThat(product.join().body()).isEqualTo("thing 2");
    }

    @Test
    void letsSomePassAndHitsAsManyAsWereAskedFor() throws Exception {
        server.faults.add(
                Fault.of(FaultKind.STATUS).withCode(401).withMethod("POST").withCount(1, 2));

        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(server.get("/api/hello").statusCode()).isEqualTo(200);
            answers.add(server.post("/api/things", "x").statusCode());
        }

        assertThat(answers).containsExactly(200, 401, 401, 200, 200);
    }

    @Test
    void hasTheEffectAndNeverAnswersOnAOneWayConnection() {
        server.faults.add(Fault.of(FaultKind.ONE_WAY).withMethod("POST"));

        CompletableFuture<HttpResponse<String>> post = server.start("/api/things", "INSERT INTO t VALUES (1)");
        awaitHeld(1);

        assertThat(server.effects).hasValue(1);
        assertThat(server.faults.held()).extracting(HeldCall::fault).containsExactly(FaultKind.ONE_WAY);
        assertThat(calls())
                .extracting(Call::statement, Call::status, Call::write)
                .containsExactly(tuple("INSERT INTO t VALUES (1)", 0, true));
        server.faults.add(Fault.of(FaultKind.LATENCY));
        assertThat(post).isNotDone();

        server.faults.clear();
        assertThatThrownBy(post::join).hasCauseInstanceOf(IOException.class);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void answersLateAndRightUnderLatency() throws Exception {
        server.faults.add(Fault.of(FaultKind.LATENCY).withLatency(Duration.ofMillis(20)));

        assertThat(server.post("/api/things", "x").body()).isEqualTo("thing 1");
    }

    @Test
    void recordsEveryCallWhateverBecameOfIt() throws Exception {
        server.get("/api/hello?x=1", "User-Agent", "twinlake/0.1 databricks-sdk-java/0.141.0");
        server.post("/api/things", "/* why */ MERGE INTO t");
        server.faults.add(Fault.of(FaultKind.STATUS).withCode(500));
        server.post("/api/things", "x");
        server.faults.clear();
        server.faults.add(Fault.of(FaultKind.DROP_RESPONSE));
        assertThatThrownBy(() -> server.post("/api/things", "SELECT 1")).isInstanceOf(IOException.class);

        eventually().until(() -> calls().size() == 4);
        assertThat(calls())
                .extracting(Call::n, Call::actor, Call::path, Call::statement, Call::status, Call::write)
                .containsExactly(
                        tuple(1L, "twinlake", "/api/hello?x=1", null, 200, false),
                        tuple(2L, "other", "/api/things", "/* why */ MERGE INTO t", 200, true),
                        tuple(3L, "other", "/api/things", null, 500, true),
                        tuple(4L, "other", "/api/things", "SELECT 1", 0, false));
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private void awaitHeld(int count) {
        eventually().until(() -> server.faults.held().size() == count);
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        CallLog.read(folder.resolve("calls.jsonl"), 0, calls::add);
        return calls;
    }
}
