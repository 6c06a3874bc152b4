package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of one comparison.
 *
 * @param objects in the order of their names
 * @param notListed what is never replicated and in no count, because it was not listed
 * @param answers what came of asking views for their rows, where the tier goes so deep
 */
public record ParityReport(
        Tier tier,
        Direction direction,
        Instant at,
        List<ObjectParity> objects,
        List<NotListed> notListed,
        Answers answers) {
    private static final Set<ParityState> NOT_EQUAL =
            Set.of(ParityState.LAGGING, ParityState.LACKING, ParityState.EXTRA);

    /**
     * What views answered on both sides.
     *
     * @param equal how many answered the same
     * @param different which did not, though their texts and all that they read are equal, and how; no sync mends it
     * @param notCompared which were not asked or cannot be judged, and why
     */
    public record Answers(
            int equal, SortedMap<ObjectName, String> different, SortedMap<ObjectName, String> notCompared) {
        public static final Answers NONE = new Answers(0, new TreeMap<>(), new TreeMap<>());

        /** A view with more rows than these is not compared. */
        public static final int ROWS = 100_000;

        /** How many of the views that are in sync answered alike; empty where there was none to ask. */
        public Optional<String> sentence() {
            int views = equal + different.size() + notCompared.size();
            return views == 0
                    ? Optional.empty()
                    : Optional.of(equal + " of " + views + (views == 1 ? " view" : " views")
                            + " in sync gave the same rows in both regions.");
        }
    }

    public ParityReport {
        objects = List.copyOf(objects);
        notListed = List.copyOf(notListed);
    }

    /** One that asked no view. */
    public ParityReport(
            Tier tier, Direction direction, Instant at, List<ObjectParity> objects, List<NotListed> notListed) {
        this(tier, direction, at, objects, notListed, Answers.NONE);
    }

    public ParityCounts counts() {
        return ParityCounts.of(objects.stream().map(ObjectParity::state).toList());
    }

    /** Whether the sides are the same now: nothing differs, nothing lags or is lacking, nothing stands at the replica alone. */
    public boolean isEqual() {
        return answers.different().isEmpty()
                && objects.stream()
                        .map(ObjectParity::state)
                        .noneMatch(state -> state.differs() || NOT_EQUAL.contains(state));
    }
}
