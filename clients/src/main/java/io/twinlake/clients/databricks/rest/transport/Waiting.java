package io.twinlake.clients.databricks.rest.transport;

import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.time.Duration;

/** Waits for something remote, asking often at first and then less often. */
public final class Waiting {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Deadline deadline;
    private final Time time;
    private Duration next = Duration.ofMillis(50);

    public Waiting(Duration atMost, Time time) {
        this.deadline = time.deadline(atMost);
        this.time = time;
    }

    /** Lets some time pass. @return false when the time is up, or the thread was interrupted: then it is still marked so */
    public boolean goesOn() {
        if (deadline.isOver()) {
            return false;
        }
        try {
            time.sleeper().sleep(deadline.left(next));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        Duration longer = next.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        return true;
    }
}
