package io.twinlake.orchestrator.drill.report;

import java.time.Duration;
import java.util.List;

/**
 * How long answers took.
 *
 * @param times shortest first
 */
public record Latencies(List<Duration> times) {
    public Latencies {
        times = times.stream().sorted().toList();
    }

    public boolean isEmpty() {
        return times.isEmpty();
    }

    /** The time within which this many percent of the answers came, by the nearest rank; zero where none came. */
    public Duration percentile(int percent) {
        if (times.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(percent / 100.0 * times.size());
        return times.get(Math.max(1, rank) - 1);
    }
}
