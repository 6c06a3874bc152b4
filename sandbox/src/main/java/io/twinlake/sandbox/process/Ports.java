package io.twinlake.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Neighbouring free ports for the servers of one sandbox, which must come back on the same ones: below the range that systems use for
 * outgoing connections, where a passing client could sit on the port of a server that is down. The first port of the stretch is listened
 * on until this is closed, so that another process that draws ports at the same time takes another stretch; later the servers themselves
 * keep it away, for a stretch with one port in use is passed over.
 */
public final class Ports implements AutoCloseable {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int STRETCH = 20;
    private static final int STRETCHES = (HIGHEST - LOWEST) / STRETCH;

    private final ServerSocket claim;
    private int last;

    private Ports(ServerSocket claim) {
        this.claim = claim;
        this.last = claim.getLocalPort();
    }

    /** Claims a stretch that nobody uses. */
    public static Ports claim(RandomGenerator random) {
        int first = random.nextInt(STRETCHES);
        return IntStream.range(0, STRETCHES)
                .map(each -> LOWEST + (first + each) % STRETCHES * STRETCH)
                .mapToObj(Ports::claim)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No " + STRETCH + " neighbouring ports between " + LOWEST + " and " + HIGHEST + " are free"));
    }

    private static Optional<Ports> claim(int stretch) {
        Optional<ServerSocket> claim = listen(stretch);
        if (claim.isPresent()
                && !IntStream.range(stretch + 1, stretch + STRETCH).allMatch(Ports::isFree)) {
            close(claim.get());
            return Optional.empty();
        }
        return claim.map(Ports::new);
    }

    /** The next port of 127.0.0.1 in the stretch. */
    public int next() {
        if (last + 1 == claim.getLocalPort() + STRETCH) {
            throw new IllegalStateException("All ports of the stretch are given");
        }
        return ++last;
    }

    private static boolean isFree(int port) {
        Optional<ServerSocket> socket = listen(port);
        socket.ifPresent(Ports::close);
        return socket.isPresent();
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            // Somebody listens there: that is the answer.
            return Optional.empty();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the claim up: the servers listen by now. */
    @Override
    public void close() {
        close(claim);
    }
}
