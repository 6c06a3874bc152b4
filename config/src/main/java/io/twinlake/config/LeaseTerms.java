package io.twinlake.config;

import java.time.Duration;

/** How long a lease lasts without renewal and how often it is renewed. */
public record LeaseTerms(Duration timeToLive, Duration renewEvery) {
    public LeaseTerms {
        if (renewEvery.compareTo(timeToLive) >= 0) {
            throw new IllegalArgumentException("a lease of " + timeToLive + " cannot be renewed every " + renewEvery);
        }
    }
}
