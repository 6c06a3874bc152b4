package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadRegionTest {
    private static final Credentials TOKEN = new Credentials.PersonalAccessToken(new Secret(StubbedWorkspace.TOKEN));
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final CallLimits SHORT_ANSWER = new CallLimits(LONG, Duration.ofMillis(300), LONG, null);
    private static final CallLimits SHORT_CONNECT = new CallLimits(Duration.ofMillis(100), LONG, LONG, null);

    private final StubbedWorkspace stub = new StubbedWorkspace();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        // Bound and not listened on: nobody else can come to listen there.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            ClientException failure =
                    failureOf(stub.open(address(taken.getLocalPort()), TOKEN, StubbedWorkspace.LIMITS));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessage("Could not read the metastore in westeurope: the connection was refused");
            assertThat(stub.waits).hasSize(3);
        }
    }

    @Test
    void tellsThatTheHostIsNotKnown() {
        ClientException failure =
                failureOf(stub.open(URI.create("http://nowhere.invalid"), TOKEN, StubbedWorkspace.LIMITS));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("the host's name is not known");
    }

    @Test
    void tellsThatNoConnectionComesAbout() throws IOException {
        // A full backlog: the kernel lets further connections wait without an answer.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> backlog = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Socket waiting = new Socket();
                backlog.add(waiting);
                try {
                    waiting.connect(new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()), 50);
                } catch (java.net.SocketTimeoutException full) {
                    // Or only slow: all of them together fill it in any case.
                    continue;
                }
            }

            ClientException failure = failureOf(stub.open(address(socket.getLocalPort()), TOKEN, SHORT_CONNECT));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("no connection came about in time");
            for (Socket each : backlog) {
                each.close();
            }
        }
    }

    @Test
    void tellsThatNoAnswerComes() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ClientException failure = failureOf(stub.open(address(silent.getLocalPort()), TOKEN, SHORT_ANSWER));

            assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT);
            assertThat(failure).hasMessageContaining("no answer came within 300 ms");
        }
    }

    @Test
    void cutsOffAnAnswerThatTrickles() {
        stub.server.stubFor(get(anyUrl()).willReturn(okJson("{\"name\":\"m\"}").withChunkedDribbleDelay(10, 60_000)));

        assertThat(failureOf(stub.open(TOKEN, SHORT_ANSWER)).category()).isEqualTo(FailureCategory.TIMEOUT);
    }

    @Test
    void triesNothingMoreWhenTheTimeForAllCallsIsOver() {
        CallLimits none = new CallLimits(LONG, LONG, LONG, Duration.ZERO);
        Workspace workspace = stub.open(TOKEN, none);

        ClientException failure = failureOf(workspace);

        assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT);
        assertThat(failure).hasMessageContaining("the time allowed for all calls together is over");
        stub.server.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void doesNotWaitForARepeatThatWouldComeTooLate() {
        stub.server.stubFor(get(anyUrl()).willReturn(jsonResponse("{}", 503).withHeader("Retry-After", "61")));

        ClientException failure = failureOf(stub.open(TOKEN, new CallLimits(LONG, LONG, LONG, LONG)));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(stub.waits).isEmpty();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static ClientException failureOf(Workspace workspace) {
        return catchThrowableOfType(
                ClientException.class, () -> workspace.catalog().metastore());
    }
}
