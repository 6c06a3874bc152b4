package io.twinlake.orchestrator.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands on the way to a server and hands on every byte as it is, until it is cut; it stays cut until it is mended. */
final class CutWire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CutWire.class);
    private static final int BUFFER = 8192;
    private static final int MANY = 100;
    private static final int IS_FULL_AFTER_MILLIS = 200;
    private static final int MOST_WHO_WAIT = 16;

    private final InetSocketAddress server;
    private final InetSocketAddress address;
    private final ExecutorService threads = Executors.newCachedThreadPool(CutWire::daemon);
    private final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    private final List<Socket> waiting = new ArrayList<>();
    private volatile @Nullable Cut cut;
    private ServerSocket door;
    private Future<?> porter;

    private CutWire(InetSocketAddress server) throws IOException {
        this.server = server;
        open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) door.getLocalSocketAddress();
    }

    static CutWire to(URI server) throws IOException {
        return new CutWire(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    /** The same resource, by way of here. */
    URI through(URI resource) {
        return URI.create(resource.getScheme() + "://" + address.getAddress().getHostAddress() + ":" + address.getPort()
                + resource.getPath());
    }

    synchronized void cut(Cut next) throws IOException {
        cut = next;
        switch (next) {
            case DOWN -> {
                shut();
                hangUp(connected);
            }
            case BLACK_HOLED -> {
                shut();
                door = listen(address, 1);
                fill();
            }
            case HANGING, ONE_WAY -> {}
        }
    }

    /** Whoever connects now is let in; who was connected is cut off: what he is owed was lost. */
    synchronized void mend() throws IOException {
        Cut before = cut;
        cut = null;
        hangUp(connected);
        if (before == Cut.DOWN || before == Cut.BLACK_HOLED) {
            door.close();
            hangUp(waiting);
            waiting.clear();
            open(address);
        }
    }

    private static ServerSocket listen(InetSocketAddress at, int queue) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(at, queue);
        return socket;
    }

    /** Nobody is let in: once the queue of those who wait is full, the system drops who comes. */
    private void fill() throws IOException {
        while (waiting.size() < MOST_WHO_WAIT) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(address, IS_FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IllegalStateException("this machine lets in whoever connects to " + address);
    }

    private void letIn(ServerSocket mine) {
        while (!mine.isClosed()) {
            try {
                Socket client = mine.accept();
                connected.add(client);
                if (cut == Cut.DOWN) {
                    hangUp(List.of(client));
                } else {
                    threads.execute(() -> connect(client));
                }
            } catch (IOException closed) {
                LOG.debug("nobody is let in any more at {}", address, closed);
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket behind = new Socket(server.getAddress(), server.getPort());
            connected.add(behind);
            threads.execute(() -> carry(behind, client, true));
            carry(client, behind, false);
        } catch (IOException away) {
            LOG.debug("the server {} does not let in", server, away);
            hangUp(List.of(client));
        }
    }

    /** Until one of them hangs up. That the server does is an answer too, which a wire that is cut keeps to itself. */
    private void carry(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (passes(answers)) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            LOG.debug("a connection ended at {}", address, ended);
        }
        if (!answers || passes(true)) {
            hangUp(List.of(from, to));
        }
    }

    private void open(InetSocketAddress at) throws IOException {
        ServerSocket mine = listen(at, MANY);
        door = mine;
        porter = threads.submit(() -> letIn(mine));
    }

    /** Behind this the address is free: whoever waits at a door keeps it for as long as he does. */
    private void shut() throws IOException {
        door.close();
        try {
            porter.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the door at " + address + " cannot be shut", e);
        }
    }

    private boolean passes(boolean answers) {
        Cut now = cut;
        return now == null || now == Cut.ONE_WAY && !answers;
    }

    private void hangUp(Collection<Socket> sockets) {
        for (Socket socket : List.copyOf(sockets)) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            connected.remove(socket);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cut wire");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void close() throws IOException {
        door.close();
        hangUp(connected);
        hangUp(waiting);
        threads.shutdownNow();
    }
}
