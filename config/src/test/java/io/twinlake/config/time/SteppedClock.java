package io.twinlake.config.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that goes on when somebody waits or lets it pass, and never else; a clock shows it, and may be set. */
public final class SteppedClock extends Clock {
    private final Time time = new Time(this, this::nanos, this::sleep);
    private final List<Duration> waits = new ArrayList<>();
    private Instant now;
    private Duration passed = Duration.ZERO;
    private Duration setWhileItPasses = Duration.ZERO;

    public SteppedClock(Instant now) {
        this.now = now;
    }

    /** What is to be handed to whatever waits or has a deadline. */
    public Time time() {
        return time;
    }

    public synchronized void pass(Duration duration) {
        passed = passed.plus(duration);
        set(duration.plus(setWhileItPasses));
        setWhileItPasses = Duration.ZERO;
    }

    /** Somebody sets the clock by so much; no time passes. */
    public synchronized void set(Duration by) {
        now = now.plus(by);
    }

    /** Somebody sets the clock while the next wait goes on. */
    public synchronized void setDuringTheNextWait(Duration by) {
        setWhileItPasses = by;
    }

    /** How much time has passed, whatever the clock shows. */
    public synchronized Duration passed() {
        return passed;
    }

    /** How long each wait was, in their order. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    private synchronized void sleep(Duration duration) {
        waits.add(duration);
        pass(duration);
    }

    private synchronized long nanos() {
        return passed.toNanos();
    }

    @Override
    public synchronized Instant instant() {
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
