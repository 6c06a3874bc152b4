package io.twinlake.orchestrator.move.work;

import java.util.ArrayList;
import java.util.List;

/** Steps that run beside the others, each on a thread of its own. */
final class BesideSteps {
    private final List<Thread> running = new ArrayList<>();

    /** Begins one; it records its own end and never throws to anybody. */
    void begin(String name, Runnable step) {
        Thread thread = new Thread(step, "beside-" + name);
        thread.setDaemon(true);
        thread.start();
        running.add(thread);
    }

    /** Waits until all have ended; each has a deadline of its own. */
    void await() {
        boolean interrupted = false;
        for (Thread thread : running) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    // Its outcome has to be recorded first.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
