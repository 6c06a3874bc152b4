package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until a process is ready, and says what its log says when it ends instead. */
final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int TAIL = 15;

    private final Child child;
    private final Duration patience;

    Readiness(Child child, Duration patience) {
        this.child = child;
        this.patience = patience;
    }

    void awaitPort(int port) {
        await(() -> answers(port));
    }

    void await(BooleanSupplier ready) {
        Instant end = Instant.now().plus(patience);
        while (!ready.getAsBoolean()) {
            if (child.running().isEmpty()) {
                throw new SandboxFailure("The process '" + child.name() + "' ended before it was ready." + tail());
            }
            if (Instant.now().isAfter(end)) {
                throw new SandboxFailure("The process '" + child.name() + "' was not ready after "
                        + patience.toSeconds() + " s." + tail());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private String tail() {
        Path log = child.log();
        try {
            List<String> lines = Files.readAllLines(log);
            return " The end of its log " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + log + " cannot be read", e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet: nobody listens there.
            return false;
        }
    }
}
