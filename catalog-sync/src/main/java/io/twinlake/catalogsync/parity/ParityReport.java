package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityState;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The result of one comparison.
 *
 * @param objects in the order of their names
 * @param notListed what is never replicated and in no count, because it was not listed
 */
public record ParityReport(
        Tier tier, Direction direction, Instant at, List<ObjectParity> objects, List<NotListed> notListed) {
    private static final Set<ParityState> NOT_EQUAL =
            Set.of(ParityState.LAGGING, ParityState.LACKING, ParityState.EXTRA);

    public ParityReport {
        objects = List.copyOf(objects);
        notListed = List.copyOf(notListed);
    }

    public ParityCounts counts() {
        return ParityCounts.of(objects.stream().map(ObjectParity::state).toList());
    }

    /** Whether the sides are the same now: nothing differs, nothing lags or is lacking, nothing stands at the replica alone. */
    public boolean isEqual() {
        return objects.stream()
                .map(ObjectParity::state)
                .noneMatch(state -> state.differs() || NOT_EQUAL.contains(state));
    }
}
