package io.twinlake.clients.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment after which nothing more is tried. */
public final class Deadline {
    private final Clock clock;
    private final @Nullable Instant end;

    private Deadline(Clock clock, @Nullable Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /** The end of this time, counted from now; null: none. */
    public static Deadline in(@Nullable Duration time, Clock clock) {
        return new Deadline(clock, time == null ? null : clock.instant().plus(time));
    }

    /** The time left, but at most this; zero when it is over. */
    public Duration left(Duration atMost) {
        if (end == null) {
            return atMost;
        }
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(atMost) < 0 ? left : atMost;
    }

    public boolean isOver() {
        return end != null && !clock.instant().isBefore(end);
    }

    /** Whether this much time is left. */
    public boolean allows(Duration time) {
        return end == null || !clock.instant().plus(time).isAfter(end);
    }
}
