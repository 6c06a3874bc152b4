package io.twinlake.catalogsync;

import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.ledger.state.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time up to which the whole group is at the replica: the oldest point among its objects.
 *
 * <p>What was written or needed no write is complete up to the inventory. What failed is complete up to where it last was, and at least
 * up to the group's point before, which it was part of; where a listing failed, everything that it hides is complete up to that point and
 * no further. A table that is blocked and was never replicated holds the point back, unless the configuration acknowledges that it may be
 * lost. What is not supported is reported as such and has no point.
 */
record ReplicationPoint(Situation situation, Optional<Instant> before) {
    /** Empty if an object that is to be protected never was. */
    Optional<Instant> after(List<ObjectOutcome> outcomes) {
        Instant oldest = situation.source().at();
        for (ObjectOutcome outcome : outcomes) {
            if (outcome.outstanding()) {
                Optional<Instant> point = of(outcome);
                if (point.isEmpty() && mustHaveOne(outcome)) {
                    return Optional.empty();
                }
                oldest = point.filter(oldest::isAfter).orElse(oldest);
            }
        }
        return Optional.of(oldest);
    }

    private boolean mustHaveOne(ObjectOutcome outcome) {
        boolean holdsRows = outcome.kind().holdsRows();
        return outcome.outcome() == Outcome.FAILED
                || (holdsRows && !situation.group().acknowledges(outcome.object()));
    }

    private Optional<Instant> of(ObjectOutcome outcome) {
        SecurableKey key = outcome.key();
        if (situation.source().hides(key)) {
            return before;
        }
        Optional<Instant> own =
                situation.pairing(key).filter(pair -> !pair.reversed()).map(Pairing::pointInTime);
        boolean ownIsOlder =
                own.isPresent() && before.isPresent() && before.get().isAfter(own.get());
        if (own.isEmpty()) {
            return outcome.outcome() == Outcome.FAILED ? before : Optional.empty();
        }
        return ownIsOlder ? before : own;
    }
}
