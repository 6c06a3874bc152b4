package io.twinlake.sandbox.stage;

import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code twinlake serve}, running until it is closed. */
public final class Serving implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Process process;
    private final int port;

    private Serving(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Waits until the process listens on its port. */
    static Serving await(Process process, int port) {
        Serving serving = new Serving(process, port);
        Instant end = Instant.now().plus(PATIENCE);
        while (!serving.listens()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                serving.close();
                throw new SandboxFailure("'twinlake serve' does not listen on port " + port);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return serving;
    }

    public int port() {
        return port;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet: nobody listens there.
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
