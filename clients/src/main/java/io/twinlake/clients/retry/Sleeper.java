package io.twinlake.clients.retry;

import java.time.Duration;

/** Lets time pass; tests bring their own. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;

    static Sleeper real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
