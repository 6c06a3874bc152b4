package io.twinlake.config.time;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the time comes from. What is told to people goes by the clock; deadlines, pauses and ages go by the ticker.
 *
 * @param clock the machine's, which people and servers set
 */
public record Time(Clock clock, Ticker ticker, Sleeper sleeper) {
    /** As it passes. Whatever is handed its time gets it from whoever puts the product together. */
    public static final Time SYSTEM =
            new Time(Clock.systemUTC(), System::nanoTime, duration -> Thread.sleep(duration.toMillis()));

    /** The end of this time, counted from now; null: none. */
    public Deadline deadline(@Nullable Duration from) {
        return new Deadline(from, ticker);
    }
}
