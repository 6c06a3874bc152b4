package io.twinlake.catalogsync.parity;

import io.twinlake.ledger.Direction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of one comparison, its objects in the order of their names. */
public record ParityReport(Tier tier, Direction direction, Instant at, List<ObjectParity> objects) {
    public ParityReport {
        objects = List.copyOf(objects);
    }

    /** {@code inScope} first, then each state by its word; every state is there, with 0 if need be. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("inScope", (int)
                objects.stream().filter(object -> object.state().inScope()).count());
        for (ParityState state : ParityState.values()) {
            counts.put(state.word(), (int)
                    objects.stream().filter(object -> object.state() == state).count());
        }
        return counts;
    }

    /** Whether anything in scope is not equal, or the replica holds something extra; unsupported and excluded objects do not count. */
    public boolean hasDifferences() {
        return objects.stream().anyMatch(object -> switch (object.state()) {
            case IN_SYNC, UNSUPPORTED, EXCLUDED -> false;
            case LAGGING, DRIFTED, MISSING, EXTRA, FAILED, UNKNOWN -> true;
        });
    }
}
