package io.twinlake.orchestrator.lease;

import java.time.Duration;

/** How long a lease lasts without renewal and how often it is renewed. */
public record LeaseTerms(Duration timeToLive, Duration renewEvery) {
    public static final LeaseTerms USUAL = new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(5));

    public LeaseTerms {
        if (renewEvery.compareTo(timeToLive) >= 0) {
            throw new IllegalArgumentException("a lease of " + timeToLive + " cannot be renewed every " + renewEvery);
        }
    }
}
