package io.twinlake.sandbox.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Opens, closes and mutes a server's port as its faults say; the port's number never changes. */
public final class FaultDoor implements AutoCloseable {

    private static final int REFUSAL_TRIES = 100;
    private static final int REFUSAL_PAUSE_MILLIS = 50;
    private static final int ACCEPT_TRIES = 1000;
    private static final int ACCEPT_PAUSE_MILLIS = 5;

    private final ServerConnector connector;
    private final Faults faults;
    private final Timer clock = new Timer("fault-door", true);
    private @Nullable FaultKind state;
    private @Nullable Backlog backlog;

    /** Takes charge of a connector that is already listening. */
    public FaultDoor(ServerConnector connector, Faults faults) {
        this.connector = connector;
        this.faults = faults;
        connector.setPort(connector.getLocalPort());
        faults.onChange(this::follow);
    }

    private synchronized void follow() {
        FaultKind wanted = faults.has(FaultKind.DOWN)
                ? FaultKind.DOWN
                : faults.has(FaultKind.BLACKHOLE) ? FaultKind.BLACKHOLE : null;
        if (wanted != state) {
            open();
            state = wanted;
            try {
                enter(wanted);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "Port " + connector.getPort() + " could not be put into state " + wanted, e);
            }
        }
        faults.active().stream()
                .filter(fault -> fault.kind().actsOnThePort())
                .map(Fault::until)
                .filter(Objects::nonNull)
                .forEach(this::followAt);
    }

    private void followAt(Instant end) {
        TimerTask follow = new TimerTask() {
            @Override
            public void run() {
                follow();
            }
        };
        clock.schedule(follow, Math.max(0, Duration.between(faults.now(), end).toMillis()) + 1);
    }

    private void enter(@Nullable FaultKind wanted) throws Exception {
        if (wanted == FaultKind.DOWN) {
            int port = connector.getPort();
            connector.stop();
            awaitRefusal(port);
        } else if (wanted == FaultKind.BLACKHOLE) {
            connector.setAccepting(false);
            for (int acceptor = 0; acceptor < connector.getAcceptors(); acceptor++) {
                endTheAcceptThatGoesOn();
            }
            backlog = Backlog.fill(connector.getPort());
        }
    }

    /** An accept that waits still takes one connection, whenever its thread comes to run: it gets one before the queue is filled. */
    private void endTheAcceptThatGoesOn() throws IOException, InterruptedException {
        try (Socket last = new Socket()) {
            last.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getPort()));
            for (int tries = 0; tries < ACCEPT_TRIES && !isTaken(last); tries++) {
                Thread.sleep(ACCEPT_PAUSE_MILLIS);
            }
        }
    }

    private boolean isTaken(Socket client) {
        return connector.getConnectedEndPoints().stream()
                .anyMatch(each -> client.getLocalSocketAddress().equals(each.getRemoteSocketAddress()));
    }

    /** A connection that comes while the listener closes may still be taken and then never served: wait until none is. */
    private static void awaitRefusal(int port) throws IOException, InterruptedException {
        for (int tries = 0; tries < REFUSAL_TRIES; tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), REFUSAL_PAUSE_MILLIS);
            } catch (ConnectException refused) {
                return;
            } catch (SocketTimeoutException slow) {
                continue;
            }
            Thread.sleep(REFUSAL_PAUSE_MILLIS);
        }
        throw new IOException("still takes connections");
    }

    private void open() {
        try {
            if (backlog != null) {
                backlog.close();
                backlog = null;
                connector.setAccepting(true);
            }
            connector.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Port " + connector.getPort() + " could not be opened again", e);
        }
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
