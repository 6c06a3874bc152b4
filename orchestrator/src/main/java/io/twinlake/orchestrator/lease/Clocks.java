package io.twinlake.orchestrator.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells whether a time has passed, by two clocks: a machine that was suspended may not have counted it by the one, and somebody may have
 * set the other back. What either says has passed, has.
 *
 * @param nanos the clock that nobody sets
 */
record Clocks(Clock wall, LongSupplier nanos) {
    static final Clocks SYSTEM = new Clocks(Clock.systemUTC(), System::nanoTime);

    /** One moment, by both. */
    record Moment(Instant wall, long nanos) {}

    Moment now() {
        return new Moment(wall.instant(), nanos.getAsLong());
    }

    boolean longerAgoThan(Duration time, Moment since) {
        return nanos.getAsLong() - since.nanos() > time.toNanos()
                || Duration.between(since.wall(), wall.instant()).compareTo(time) > 0;
    }
}
