package io.twinlake.failover.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that only goes on when somebody waits, and a clock that shows it and may be set. */
final class TickingClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private Duration passed = Duration.ZERO;
    private Duration setBy = Duration.ZERO;

    void pass(Duration time) {
        now = now.plus(time).plus(setBy);
        passed = passed.plus(time);
        setBy = Duration.ZERO;
    }

    /** Somebody sets the clock while the next wait goes on. */
    void setDuringTheNextWait(Duration by) {
        setBy = by;
    }

    Duration passed() {
        return passed;
    }

    long nanos() {
        return passed.toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
