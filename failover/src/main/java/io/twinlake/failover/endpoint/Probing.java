package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.clients.retry.Deadline;
import io.twinlake.clients.retry.Sleeper;
import io.twinlake.clients.retry.Ticker;
import io.twinlake.config.name.RegionName;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks an endpoint until the region that should serve answers well. */
final class Probing {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(1);
    private static final Duration LATER_ANSWER = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Mechanism mechanism;
    private final Clock clock;
    private final Ticker ticker;
    private final Sleeper sleeper;

    Probing(Mechanism mechanism, Clock clock, Ticker ticker, Sleeper sleeper) {
        this.mechanism = mechanism;
        this.clock = clock;
        this.ticker = ticker;
        this.sleeper = sleeper;
    }

    /**
     * @param settled a good answer before this may still come from before the change, and is no proof, unless one that was not
     *     good came in between: the endpoint is starting again
     */
    Probe until(RegionName expected, Duration within, Deadline settled) {
        long start = ticker.nanos();
        Deadline deadline = Deadline.in(within, ticker);
        int asked = 0;
        LookupAnswer last;
        Duration patience = FIRST_ANSWER;
        boolean disturbed = false;
        boolean good;
        do {
            asked++;
            last = mechanism.ask(deadline.left(patience));
            good = last.isGood()
                    && last.servedBy().filter(expected.value()::equals).isPresent()
                    && (disturbed || settled.isOver());
            disturbed |= !last.isGood();
            patience = next(patience, last);
        } while (!good && waits(deadline));
        Optional<RegionName> servedBy =
                last.servedBy().filter(by -> !by.isBlank()).map(RegionName::new);
        Duration took = Duration.ofNanos(ticker.nanos() - start);
        return new Probe(good, servedBy, clock.instant(), took, asked, last.message());
    }

    /**
     * A question that a dead region holds is given up soon and asked again, for the endpoint may have turned meanwhile; a region that
     * only answers slowly gets its time at a later one.
     */
    private static Duration next(Duration patience, LookupAnswer last) {
        Duration doubled = patience.multipliedBy(2);
        boolean held = last.status() == 0;
        return !held ? patience : doubled.compareTo(LATER_ANSWER) < 0 ? doubled : LATER_ANSWER;
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
