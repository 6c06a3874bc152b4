package io.twinlake.orchestrator.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs of this process, so that it can end in order: each stops between two objects and records where it stands. */
public final class ActiveRuns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<RunControl, Thread> runs = new HashMap<>();
    private boolean ending;

    /** Registers a run until it is closed; once this process ends, a run is told to stop right away. */
    public Entry enter(RunControl run) {
        lock.lock();
        try {
            runs.put(run, Thread.currentThread());
            if (ending) {
                run.stop(StopReason.SHUTDOWN);
            }
        } finally {
            lock.unlock();
        }
        return () -> leave(run);
    }

    private void leave(RunControl run) {
        lock.lock();
        try {
            runs.remove(run);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the runs that a thread began to stop; false where it has none. */
    public boolean interrupt(Thread worker) {
        lock.lock();
        try {
            List<RunControl> its = runs.entrySet().stream()
                    .filter(run -> run.getValue().equals(worker))
                    .map(Map.Entry::getKey)
                    .toList();
            its.forEach(run -> run.stop(StopReason.INTERRUPTED));
            return !its.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Tells all runs to stop and waits until they did; false when one still works after that time. */
    public boolean drain(Duration atMost) {
        lock.lock();
        try {
            ending = true;
            runs.keySet().forEach(run -> run.stop(StopReason.SHUTDOWN));
            long nanos = atMost.toNanos();
            while (!runs.isEmpty() && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            return runs.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** A run's place among the active ones. */
    public interface Entry extends AutoCloseable {
        @Override
        void close();
    }
}
