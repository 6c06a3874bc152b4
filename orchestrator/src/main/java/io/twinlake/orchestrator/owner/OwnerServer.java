package io.twinlake.orchestrator.owner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.twinlake.orchestrator.cli.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.function.Predicate;

/** The local REST interface of a ledger's owner: runs the commands of other processes on the ledger that this one has open. */
public final class OwnerServer implements AutoCloseable {
    static final String PATH = "/commands";

    private final OwnerFile file;
    private final HttpServer server;
    private final String token;
    private final CommandExecutor commands;
    private final Predicate<Thread> interrupts;
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "forwarded-command");
        thread.setDaemon(true);
        return thread;
    });
    /** Counts the commands under way; terminated once the owner takes no more. */
    private final Phaser underWay = new Phaser(1);

    private OwnerServer(
            OwnerFile file, HttpServer server, String token, CommandExecutor commands, Predicate<Thread> interrupts) {
        this.file = file;
        this.server = server;
        this.token = token;
        this.commands = commands;
        this.interrupts = interrupts;
    }

    /**
     * Starts to serve on any free port and writes the owner's file.
     *
     * @param interrupts tells what a thread works on to stop; false where that cannot be stopped
     */
    public static OwnerServer start(
            OwnerFile file, String purpose, CommandExecutor commands, Predicate<Thread> interrupts) {
        // Without this the JDK's server waits 40 ms for more data before it answers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OwnerServer owner = new OwnerServer(file, server, HexFormat.of().formatHex(random), commands, interrupts);
            server.createContext(PATH, owner::handle);
            server.setExecutor(owner.threads);
            server.start();
            long pid = ProcessHandle.current().pid();
            file.write(new OwnerFile.Owner(server.getAddress().getPort(), owner.token, pid, purpose));
            return owner;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve commands on the loopback address", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = exchange.getRequestURI().getPath().substring(PATH.length());
            if (!authorized(exchange)) {
                exchange.sendResponseHeaders(401, -1);
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(interrupt(id) ? 204 : 404, -1);
            } else if (underWay.register() < 0) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                run(exchange, id);
            }
        }
    }

    private boolean interrupt(String id) {
        Thread worker = workers.get(id);
        return worker != null && interrupts.test(worker);
    }

    private void run(HttpExchange exchange, String id) throws IOException {
        workers.put(id, Thread.currentThread());
        try {
            ForwardedCommand command = ForwardedCommand.fromJson(
                    Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, 0);
            Frames frames = new Frames(exchange.getResponseBody());
            try (var out = frames.out();
                    var err = frames.err()) {
                int code = commands.execute(command.words(), command.surroundings(out, err));
                out.flush();
                err.flush();
                frames.exit(code);
            }
        } finally {
            workers.remove(id);
            underWay.arriveAndDeregister();
        }
    }

    private boolean authorized(HttpExchange exchange) {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes no more commands, waits for those under way, and removes the file. */
    @Override
    public void close() {
        file.delete();
        underWay.arriveAndDeregister();
        while (!underWay.isTerminated()) {
            underWay.awaitAdvance(underWay.getPhase());
        }
        server.stop(0);
        threads.shutdown();
    }
}
