package io.twinlake.catalogsync.parity;

import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityState;
import java.time.Instant;
import java.util.List;

/** The result of one comparison, its objects in the order of their names. */
public record ParityReport(Tier tier, Direction direction, Instant at, List<ObjectParity> objects) {
    public ParityReport {
        objects = List.copyOf(objects);
    }

    public ParityCounts counts() {
        return ParityCounts.of(objects.stream().map(ObjectParity::state).toList());
    }

    /** Whether the sides are the same now: nothing differs, nothing lags, nothing stands at the replica alone. */
    public boolean isEqual() {
        return objects.stream()
                .map(ObjectParity::state)
                .noneMatch(state -> state.differs() || state == ParityState.LAGGING || state == ParityState.EXTRA);
    }
}
