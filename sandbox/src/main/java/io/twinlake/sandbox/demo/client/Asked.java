package io.twinlake.sandbox.demo.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request of the client and how it ended.
 *
 * @param at when it was first tried
 * @param millis until its last try was answered or given up
 * @param tries how often it was tried
 * @param status of the last try; 0 when there was no answer
 * @param servedBy the region that answered
 * @param body of the last answer
 */
public record Asked(
        Instant at,
        long millis,
        int tries,
        int status,
        @Nullable String servedBy,
        @Nullable String body) {

    /** Whether the caller got its row. */
    public boolean isServed() {
        return status == 200;
    }

    /** Whether the caller had to try again. */
    public boolean isRetried() {
        return tries > 1;
    }
}
