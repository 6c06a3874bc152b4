package io.twinlake.sandbox.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Free ports for servers that must come back on the same one: taken below the range that systems use for outgoing connections,
 * where a passing client could sit on the port of a server that is down.
 */
public final class Ports {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    public Ports(RandomGenerator random) {
        this.random = random;
    }

    /** A port of 127.0.0.1 that nobody listens on and that was not given before. */
    public int next() {
        while (true) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (given.add(port) && isFree(port)) {
                return port;
            }
            if (given.size() == HIGHEST - LOWEST) {
                throw new IllegalStateException("No port between " + LOWEST + " and " + HIGHEST + " is free");
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            // Somebody listens there: that is the answer.
            return false;
        }
    }
}
