package io.twinlake.clients.retry;

/** Counts the time that passes, in nanoseconds from any moment on. Nobody sets it, as people and servers set a machine's clock. */
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = System::nanoTime;

    long nanos();
}
