package io.twinlake.clients;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long calls to one region may take.
 *
 * @param connect how long a connection may take to come about
 * @param answer how long one try may wait for its whole answer
 * @param perCall how long one call may take with all its repeats and the waits between them
 * @param inAll how long all calls together may take, counted from the opening of the client; null: without end
 */
public record CallLimits(
        Duration connect,
        Duration answer,
        Duration perCall,
        @Nullable Duration inAll) {
    private static final CallLimits STANDARD =
            new CallLimits(Duration.ofMillis(1500), Duration.ofSeconds(60), Duration.ofMinutes(5), null);

    /** For regions that are meant to be alive: 1.5 s to connect, 60 s for an answer, 5 minutes for a call. */
    public static CallLimits standard() {
        return STANDARD;
    }

    /** For a region that may be dead: whatever is asked of it, all is over when this time is. */
    public static CallLimits within(Duration inAll) {
        return new CallLimits(shorter(STANDARD.connect, inAll), shorter(STANDARD.answer, inAll), inAll, inAll);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
