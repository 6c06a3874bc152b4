package io.twinlake.orchestrator.owner.wire;

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
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lines of JSON in both directions on one connection; one thread reads, any may write. Who does not take what is said to him for too long
 * is hung up on: no thread waits for him.
 */
public final class Conversation implements Closeable {
    private static final Duration TAKES_WITHIN = Duration.ofMinutes(1);
    private static final ScheduledExecutorService DEADLINES = deadlines();

    private final Socket socket;
    private final Duration takesWithin;
    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** With a minute for the other end to take a line. */
    public Conversation(Socket socket) throws IOException {
        this(socket, TAKES_WITHIN);
    }

    /** @param takesWithin how long the other end may leave a line where it is */
    public Conversation(Socket socket, Duration takesWithin) throws IOException {
        this.socket = socket;
        this.takesWithin = takesWithin;
        socket.setTcpNoDelay(true);
        this.in = new java.io.BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    private static ScheduledExecutorService deadlines() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "conversation-deadlines");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        return thread;
    }

    /** @throws IOException when the other end is gone, or stands still */
    public void say(JsonNode line) throws IOException {
        byte[] bytes = (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
        // A write to a socket knows no deadline of its own; closing it ends the write.
        Future<?> deadline = DEADLINES.schedule(this::close, takesWithin.toMillis(), TimeUnit.MILLISECONDS);
        try {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        } finally {
            deadline.cancel(false);
        }
    }

    /**
     * The next line; empty when none is complete in time, and what came of it is kept.
     *
     * @param atMost how many bytes it may have
     * @throws IOException when the other end is gone, or says what is no line of JSON
     */
    public Optional<JsonNode> hear(Duration within, int atMost) throws IOException {
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
