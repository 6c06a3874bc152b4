package io.twinlake.config.time;

/** Counts the time that passes, in nanoseconds from any moment on. Nobody sets it, as people and servers set a machine's clock. */
@FunctionalInterface
public interface Ticker {
    long nanos();
}
