package io.twinlake.orchestrator.lease;

import io.twinlake.config.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment by two clocks: a machine that was suspended may not have counted the time since by the one, and somebody may have set the other
 * back. What either says has passed, has.
 */
record Moment(Time time, Instant wall, long nanos) {
    static Moment now(Time time) {
        return new Moment(time, time.clock().instant(), time.ticker().nanos());
    }

    boolean isLongerAgoThan(Duration duration) {
        return time.ticker().nanos() - nanos > duration.toNanos()
                || Duration.between(wall, time.clock().instant()).compareTo(duration) > 0;
    }
}
