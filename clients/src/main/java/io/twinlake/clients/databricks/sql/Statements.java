package io.twinlake.clients.databricks.sql;

import java.time.Duration;

/** SQL statements on the region's warehouse. A failed statement is an exception with the platform's error class and message. */
public interface Statements {
    /** Hands a statement in and returns its id at once; the caller stores it and then waits for it. */
    StatementId submit(Statement statement);

    /**
     * Waits for a statement, this process's or another's, and reads its rows. Throws TIMEOUT when it takes longer; it then still runs. As long
     * as it may run on, or may have done its work, a failure says that the effect is not known.
     */
    StatementResult await(StatementId id, Duration atMost);

    /**
     * Submits and waits. One that only reads is handed in a second time where its rows are too many for an answer, or were gone before all of them
     * were read: they then come by links to the workspace's storage.
     */
    StatementResult run(Statement statement, Duration atMost);

    /**
     * Asks to cancel and waits for a terminal state.
     *
     * @return whether it came to nothing; false where it had succeeded before the cancellation reached it
     */
    boolean cancel(StatementId id);
}
