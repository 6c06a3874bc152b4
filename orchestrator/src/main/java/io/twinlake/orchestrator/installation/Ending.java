package io.twinlake.orchestrator.installation;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What is to be stopped when the process is asked to end, newest first. */
public final class Ending {
    private final Deque<Runnable> actions = new ConcurrentLinkedDeque<>();

    /** Adds an action until the registration is closed. */
    public Registration add(Runnable action) {
        actions.addFirst(action);
        return () -> actions.remove(action);
    }

    /** Runs the actions; each returns once its work has stopped. */
    public void begin() {
        actions.forEach(Runnable::run);
    }

    /** An action's place among those of the ending. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
