package io.twinlake.orchestrator.drill.report;

import java.time.Duration;
import java.util.List;

/**
 * The same keys asked of both regions' Functions, and their rows read at both regions' warehouses.
 *
 * @param equal keys for which both Functions gave the same row, and both warehouses hold the same row
 * @param errors keys for which the secondary did not answer with a row
 * @param first how long the secondary's very first answer took; it may have had to start
 * @param function how long its other answers took
 * @param replica how long the secondary's warehouse took for the same keys, each asked of it by a statement of its own
 * @param differences the first keys that were not equal, each with why
 */
public record LookupComparison(
        int sampled,
        int equal,
        int errors,
        Duration first,
        Latencies function,
        Latencies replica,
        List<String> differences) {
    public LookupComparison {
        differences = List.copyOf(differences);
    }

    public boolean allEqual() {
        return equal == sampled;
    }

    /** Percent of the lookups that the secondary answered. */
    public double availability() {
        return sampled == 0 ? 0 : 100.0 * (sampled - errors) / sampled;
    }
}
