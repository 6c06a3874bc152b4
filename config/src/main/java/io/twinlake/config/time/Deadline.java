package io.twinlake.config.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A moment after which nothing more is tried. A machine's clock that is set meanwhile neither brings it on nor puts it off. */
public final class Deadline {
    private final Ticker ticker;
    private final long start;
    private final @Nullable Duration time;

    Deadline(@Nullable Duration time, Ticker ticker) {
        this.ticker = ticker;
        this.start = ticker.nanos();
        this.time = time;
    }

    /** The time left, but at most this; zero when it is over. */
    public Duration left(Duration atMost) {
        if (time == null) {
            return atMost;
        }
        Duration left = time.minus(passed());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(atMost) < 0 ? left : atMost;
    }

    public boolean isOver() {
        return time != null && passed().compareTo(time) >= 0;
    }

    /** Whether this much time is left. */
    public boolean allows(Duration wait) {
        return time == null || passed().plus(wait).compareTo(time) <= 0;
    }

    private Duration passed() {
        return Duration.ofNanos(ticker.nanos() - start);
    }
}
