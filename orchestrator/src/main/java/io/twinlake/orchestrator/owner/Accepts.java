package io.twinlake.orchestrator.owner;

import io.twinlake.config.time.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connection after the other, whatever comes: where this process has no file descriptor or no thread left it waits, longer each
 * time, says so once, and goes on as soon as it can.
 */
final class Accepts {
    private static final Logger LOG = LoggerFactory.getLogger(Accepts.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Taking next;
    private final Sleeper sleeper;
    private volatile @Nullable String trouble;

    /** Waits for the next connection and hands it on. */
    interface Taking {
        void take() throws IOException;
    }

    Accepts(Taking next, Sleeper sleeper) {
        this.next = next;
        this.sleeper = sleeper;
    }

    /** Why the last connection was not taken; null when it was. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void until(BooleanSupplier over) {
        Duration pause = FIRST_PAUSE;
        while (!over.getAsBoolean()) {
            if (isTaken(over)) {
                pause = FIRST_PAUSE;
            } else {
                sleep(pause);
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            }
        }
    }

    /** An error, such as that there can be no more threads, must not end what all other commands depend on. */
    private boolean isTaken(BooleanSupplier over) {
        try {
            next.take();
            if (trouble != null) {
                LOG.info("commands of other processes are taken again");
            }
            trouble = null;
        } catch (IOException | RuntimeException | Error e) {
            if (over.getAsBoolean()) {
                return true;
            }
            if (trouble == null) {
                LOG.error("no command of another process can be taken; this is tried on", e);
            }
            trouble = "no command of another process can be taken: " + e.getMessage();
            return false;
        }
        return true;
    }

    private void sleep(Duration pause) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
