package io.twinlake.sandbox.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Connections that fill the queue of a port whose server accepts none, so that the next client's connect is never answered. */
final class Backlog implements AutoCloseable {

    private static final int MOST = 1024;
    private static final int PATIENCE_MILLIS = 150;
    private static final int FULL_AFTER = 3;

    private final List<Socket> sockets = new ArrayList<>();

    private Backlog() {}

    static Backlog fill(int port) throws IOException {
        Backlog backlog = new Backlog();
        // One that is only slow does not come about either: the queue is full when it stays so.
        for (int full = 0; full < FULL_AFTER && backlog.sockets.size() < MOST; ) {
            full = backlog.connect(port) ? 0 : full + 1;
        }
        return backlog;
    }

    private boolean connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return sockets.add(socket);
        } catch (SocketTimeoutException e) {
            socket.close();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
