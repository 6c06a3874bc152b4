package io.twinlake.clients.databricks;

import java.time.Duration;

/** The region's SQL warehouse. */
public interface Warehouse {
    /** The platform's word for its state: RUNNING, STOPPED, STARTING... */
    String state();

    /** Starts it where it does not run and waits until it does; safe to repeat. Throws TIMEOUT when it takes longer. */
    void ensureRunning(Duration atMost);
}
