package io.twinlake.sandbox.edge.arm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A token bucket: so many requests at once, refilled at a rate. */
final class TokenBucket {

    private final int capacity;
    private final int perSecond;
    private final Clock clock;
    private double tokens;
    private Instant filled;

    TokenBucket(int capacity, int perSecond, Clock clock) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.clock = clock;
        this.tokens = capacity;
        this.filled = clock.instant();
    }

    /** Takes a token; the number of whole tokens that remain, or -1 if there was none. */
    synchronized int take() {
        Instant now = clock.instant();
        double seconds = Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(capacity, tokens + seconds * perSecond);
        filled = now;
        if (tokens < 1) {
            return -1;
        }
        tokens--;
        return (int) tokens;
    }
}
