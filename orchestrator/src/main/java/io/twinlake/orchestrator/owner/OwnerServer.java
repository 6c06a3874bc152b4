package io.twinlake.orchestrator.owner;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.orchestrator.owner.wire.Conversation;
import io.twinlake.orchestrator.owner.wire.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
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
    private final Accepts accepts;
    private final Deque<Conversation> unproven = new ArrayDeque<>();

    private OwnerServer(OwnerFile file, ServerSocket socket, Desk desk) {
        this.file = file;
        this.socket = socket;
        this.desk = desk;
        this.accepts = new Accepts(this::hear, desk.time().sleeper());
    }

    /** What every conversation is about: who may speak, and what becomes of the commands. */
    record Desk(
            String token,
            CommandExecutor commands,
            Predicate<Thread> interrupts,
            Function<GroupName, Optional<Epoch>> epoch,
            Semaphore room,
            Phaser underWay,
            AtomicBoolean ending,
            Time time) {}

    /**
     * Starts to serve on any free port and writes the owner's file.
     *
     * @param interrupts tells what a thread works on to stop; false where that cannot be stopped
     * @param epoch a group's, which whoever moves it is told before that begins; empty where the group is not known here
     */
    public static OwnerServer start(
            OwnerFile file,
            String purpose,
            CommandExecutor commands,
            Predicate<Thread> interrupts,
            Function<GroupName, Optional<Epoch>> epoch,
            Time time) {
        try {
            ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
            String token = Proof.draw();
            Desk desk = new Desk(
                    token,
                    commands,
                    interrupts,
                    epoch,
                    new Semaphore(COMMANDS_AT_MOST),
                    new Phaser(1),
                    new AtomicBoolean(),
                    time);
            OwnerServer owner = new OwnerServer(file, socket, desk);
            daemon("owner", owner::accept);
            file.write(OwnerFile.Owner.ofThisProcess(socket.getLocalPort(), token, purpose));
            return owner;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve commands on the loopback address", e);
        }
    }

    /** Why no command can be taken at the moment, for people; empty when all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(accepts.trouble());
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        accepts.until(socket::isClosed);
    }

    private void hear() throws IOException {
        Conversation conversation = new Conversation(socket.accept());
        try {
            waits(conversation);
            daemon("forwarded-command", () -> serve(conversation));
        } catch (Error | RuntimeException noThread) {
            waitsNoMore(conversation);
            conversation.close();
            throw noThread;
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
        desk.ending().set(true);
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
