package io.twinlake.config.time;

import java.time.Duration;

/** Lets time pass; tests bring their own. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
