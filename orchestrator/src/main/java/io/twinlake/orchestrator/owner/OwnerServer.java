package io.twinlake.orchestrator.owner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local interface of a ledger's owner: runs the commands of other processes on the ledger that this one has open. It listens on the
 * loopback address; whoever connects and does not prove in time that he knows the token, or while many others wait, is let go.
 */
public final class OwnerServer implements AutoCloseable {
    /** A new caller is heard at once, however many hold a connection and say nothing: the oldest of those goes. */
    private static final int UNPROVEN_AT_MOST = 16;

    private static final int COMMANDS_AT_MOST = 32;
    private static final Logger LOG = LoggerFactory.getLogger(OwnerServer.class);

    private final OwnerFile file;
    private final ServerSocket socket;
    private final Desk desk;
    private final Deque<Conversation> unproven = new ArrayDeque<>();

    private OwnerServer(OwnerFile file, ServerSocket socket, Desk desk) {
        this.file = file;
        this.socket = socket;
        this.desk = desk;
    }

    /** What every conversation is about: who may speak, and what becomes of the commands. */
    record Desk(
            String token,
            CommandExecutor commands,
            Predicate<Thread> interrupts,
            Supplier<Map<String, Long>> epochs,
            Semaphore room,
            Phaser underWay) {}

    /**
     * Starts to serve on any free port and writes the owner's file.
     *
     * @param interrupts tells what a thread works on to stop; false where that cannot be stopped
     * @param epochs the groups' epochs as this ledger has them, which every caller is told before its command begins
     */
    public static OwnerServer start(
            OwnerFile file,
            String purpose,
            CommandExecutor commands,
            Predicate<Thread> interrupts,
            Supplier<Map<String, Long>> epochs) {
        try {
            ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
            String token = Proof.draw();
            Desk desk = new Desk(token, commands, interrupts, epochs, new Semaphore(COMMANDS_AT_MOST), new Phaser(1));
            OwnerServer owner = new OwnerServer(file, socket, desk);
            daemon("owner", owner::accept);
            file.write(OwnerFile.Owner.ofThisProcess(socket.getLocalPort(), token, purpose));
            return owner;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve commands on the loopback address", e);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Conversation conversation = new Conversation(caller);
                waits(conversation);
                daemon("forwarded-command", () -> serve(conversation));
            } catch (IOException e) {
                LOG.debug("a caller could not be heard", e);
            }
        }
    }

    private synchronized void waits(Conversation caller) {
        if (unproven.size() >= UNPROVEN_AT_MOST) {
            unproven.removeFirst().close();
        }
        unproven.addLast(caller);
    }

    private synchronized void waitsNoMore(Conversation caller) {
        unproven.remove(caller);
    }

    private void serve(Conversation conversation) {
        try (conversation) {
            new ServeCaller(desk, conversation).serve(() -> waitsNoMore(conversation));
        } catch (IOException gone) {
            LOG.debug("a caller went away before its command began", gone);
        } finally {
            waitsNoMore(conversation);
        }
    }

    /** Takes no more commands, waits for those under way, and removes the file. */
    @Override
    public void close() {
        file.delete();
        Phaser underWay = desk.underWay();
        underWay.arriveAndDeregister();
        while (!underWay.isTerminated()) {
            underWay.awaitAdvance(underWay.getPhase());
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
