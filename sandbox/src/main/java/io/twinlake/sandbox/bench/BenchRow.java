package io.twinlake.sandbox.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a benchmark.
 *
 * @param value the median of the runs
 * @param limit what no program could be faster than, where there is such a limit: here the delays that the sandbox puts in
 * @param ratio limit and value together as a multiple of the limit
 * @param goal what the value may be at most
 * @param peer who else does the same, and was measured at {@code peerValue}
 * @param runs every run's figure, in order
 */
public record BenchRow(
        String name,
        double value,
        String unit,
        @Nullable Double limit,
        @Nullable Double ratio,
        double goal,
        @Nullable String peer,
        @Nullable Double peerValue,
        List<Double> runs) {

    public BenchRow {
        runs = List.copyOf(runs);
    }

    /** The figure of these runs, of which there is at least one. */
    static BenchRow of(String name, String unit, double goal, List<Double> runs) {
        List<Double> figures = runs.stream().map(BenchRow::rounded).toList();
        return new BenchRow(name, median(figures), unit, null, null, goal, null, null, figures);
    }

    /** The same figure beside the time that had to pass in any case. */
    BenchRow beside(double wait) {
        return new BenchRow(name, value, unit, wait, rounded((wait + value) / wait), goal, peer, peerValue, runs);
    }

    /** Whether the goal was reached. */
    public boolean isMet() {
        return value <= goal;
    }

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        return rounded((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
