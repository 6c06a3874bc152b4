package io.twinlake.orchestrator.schedule;

import java.time.Duration;
import java.util.Arrays;
import org.quartz.core.QuartzSchedulerThread;

/**
 * The thread in which Quartz looks for what is due. Quartz interrupts it to end it, and H2 closes its file when a thread is interrupted
 * that reads or writes it: so it is ended only while it waits.
 */
final class SchedulerThread {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private SchedulerThread() {}

    /** Waits until every scheduler that stands by has come to rest. */
    static void awaitRest() throws InterruptedException {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < deadline && !atRest()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static boolean atRest() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof QuartzSchedulerThread)
                .allMatch(entry -> waitsItself(entry.getValue()));
    }

    /** Whether it waits in its own loop, and not somewhere inside of the job store. */
    private static boolean waitsItself(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .filter(frame -> !frame.getClassName().equals(Object.class.getName()))
                .findFirst()
                .filter(frame -> frame.getClassName().equals(QuartzSchedulerThread.class.getName()))
                .isPresent();
    }
}
