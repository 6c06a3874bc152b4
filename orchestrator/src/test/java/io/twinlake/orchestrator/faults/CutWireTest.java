package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server behind a wire: who is asked, who hears of it, and who gets an answer. */
@Timeout(300)
class CutWireTest {
    private static final int IN_VAIN_MILLIS = 400;
    private static final int PATIENCE_MILLIS = 60_000;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private HttpServer server;
    private CutWire wire;
    private URI address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI direct = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account");
        wire = CutWire.to(direct);
        address = wire.through(direct);
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            heard.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Test
    void whatIsWholeHandsOnBothWays() throws Exception {
        assertThat(address.getPath()).isEqualTo("/account");
        try (Socket client = connect()) {
            assertThat(ask(client, "/one")).contains("204");
            assertThat(ask(client, "/two")).contains("204");
        }
        assertThat(heard).containsExactly("/one", "/two");
    }

    @Test
    void whatIsDownRefusesAndCutsOff() throws Exception {
        try (Socket before = connect()) {
            ask(before, "/before");
            wire.cut(Cut.DOWN);

            assertThat(before.getInputStream().read()).isNegative();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
        answersOnceItIsMended();
    }

    @Test
    void whatIsBlackHoledLetsNobodyIn() throws Exception {
        try (Socket before = connect()) {
            ask(before, "/before");
            heard.clear();
            wire.cut(Cut.BLACK_HOLED);

            assertThatThrownBy(() -> ask(before, "/lost", IN_VAIN_MILLIS)).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
            assertThat(heard).isEmpty();
        }
        answersOnceItIsMended();
    }

    @Test
    void whatHangsTakesAQuestionAndNobodyHearsOfIt() throws Exception {
        try (Socket before = connect()) {
            ask(before, "/before");
            heard.clear();
            wire.cut(Cut.HANGING);

            assertThatThrownBy(() -> ask(before, "/lost", IN_VAIN_MILLIS)).isInstanceOf(SocketTimeoutException.class);
            try (Socket client = connect()) {
                assertThatThrownBy(() -> ask(client, "/lost", IN_VAIN_MILLIS))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            assertThat(heard).isEmpty();
        }
        answersOnceItIsMended();
    }

    @Test
    void whatIsOneWayHearsTheQuestionAndItsAnswerIsLost() throws Exception {
        try (Socket before = connect()) {
            ask(before, "/before");
            heard.clear();
            wire.cut(Cut.ONE_WAY);

            assertThatThrownBy(() -> ask(before, "/heard", IN_VAIN_MILLIS)).isInstanceOf(SocketTimeoutException.class);
            assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo("/heard");
            try (Socket client = connect()) {
                assertThatThrownBy(() -> ask(client, "/too", IN_VAIN_MILLIS))
                        .isInstanceOf(SocketTimeoutException.class);
                assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo("/too");
            }
        }
        answersOnceItIsMended();
    }

    private void answersOnceItIsMended() throws Exception {
        heard.clear();
        wire.mend();
        try (Socket client = connect()) {
            assertThat(ask(client, "/again")).contains("204");
        }
        assertThat(heard).containsExactly("/again");
    }

    /** The system itself answers whoever connects, or nobody does. */
    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.connect(new InetSocketAddress(address.getHost(), address.getPort()), IN_VAIN_MILLIS);
        return client;
    }

    private static String ask(Socket client, String path) throws IOException {
        return ask(client, path, PATIENCE_MILLIS);
    }

    /** Sends a question and returns the first bytes of its answer. */
    private static String ask(Socket client, String path, int patience) throws IOException {
        client.setSoTimeout(patience);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[1024];
        int read = client.getInputStream().read(answer);
        return read < 0 ? "" : new String(answer, 0, read, StandardCharsets.US_ASCII);
    }
}
