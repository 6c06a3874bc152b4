package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.clients.retry.Deadline;
import io.twinlake.clients.retry.Sleeper;
import io.twinlake.config.RegionName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks an endpoint until the region that should serve answers well. */
final class Probing {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Mechanism mechanism;
    private final Clock clock;
    private final Sleeper sleeper;

    Probing(Mechanism mechanism, Clock clock, Sleeper sleeper) {
        this.mechanism = mechanism;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * @param settled a good answer before this moment may still come from before the change, and is no proof, unless one that was not
     *     good came in between: the endpoint is starting again
     */
    Probe until(RegionName expected, Duration within, Instant settled) {
        Instant start = clock.instant();
        Deadline deadline = Deadline.in(within, clock);
        int asked = 0;
        LookupAnswer last;
        boolean disturbed = false;
        boolean good;
        do {
            asked++;
            last = mechanism.ask(deadline.left(ONE_ANSWER));
            good = last.isGood()
                    && last.servedBy().filter(expected.value()::equals).isPresent()
                    && (disturbed || !clock.instant().isBefore(settled));
            disturbed |= !last.isGood();
        } while (!good && waits(deadline));
        Optional<RegionName> servedBy =
                last.servedBy().filter(by -> !by.isBlank()).map(RegionName::new);
        Instant end = clock.instant();
        return new Probe(good, servedBy, end, Duration.between(start, end), asked, last.message());
    }

    private boolean waits(Deadline deadline) {
        if (!deadline.allows(BETWEEN)) {
            return false;
        }
        try {
            sleeper.sleep(BETWEEN);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
