package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Json;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Lines of JSON in both directions on one connection; one thread reads, any may write. */
final class Conversation implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Conversation(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new java.io.BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void say(JsonNode line) throws IOException {
        byte[] bytes = (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /**
     * The next line; empty when none is complete in time, and what came of it is kept.
     *
     * @param atMost how many bytes it may have
     * @throws IOException when the other end is gone, or says what is no line of JSON
     */
    Optional<JsonNode> hear(Duration within, int atMost) throws IOException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 && in.available() == 0) {
                return Optional.empty();
            }
            socket.setSoTimeout((int) Math.max(1, left));
            int next;
            try {
                next = in.read();
            } catch (SocketTimeoutException late) {
                return Optional.empty();
            }
            if (next < 0) {
                throw new IOException("the other end is gone");
            }
            if (next == '\n') {
                String line = begun.toString(StandardCharsets.UTF_8);
                begun.reset();
                return Optional.of(Json.parse(line));
            }
            begun.write(next);
            if (begun.size() > atMost) {
                throw new IOException("the other end says more than " + atMost + " bytes in one line");
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, whatever became of it.
        }
    }
}
