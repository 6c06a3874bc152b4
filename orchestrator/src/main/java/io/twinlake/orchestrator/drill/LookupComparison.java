package io.twinlake.orchestrator.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The same keys asked of both regions' Functions, and their rows read at both regions' warehouses.
 *
 * @param equal keys for which both Functions gave the same row, and both warehouses hold the same row
 * @param errors keys for which the secondary did not answer with a row
 * @param first how long the secondary's very first answer took; it may have had to start
 * @param times how long its other answers took, shortest first
 * @param differences the first keys that were not equal, each with why
 */
public record LookupComparison(
        int sampled, int equal, int errors, Duration first, List<Duration> times, List<String> differences) {
    public LookupComparison {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        times = List.copyOf(sorted);
        differences = List.copyOf(differences);
    }

    public boolean allEqual() {
        return equal == sampled;
    }

    /** The time within which this many percent of the answers came, by the nearest rank; zero where none came. */
    public Duration percentile(int percent) {
        if (times.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(percent / 100.0 * times.size());
        return times.get(Math.max(1, rank) - 1);
    }

    /** Percent of the lookups that the secondary answered. */
    public double availability() {
        return sampled == 0 ? 0 : 100.0 * (sampled - errors) / sampled;
    }
}
