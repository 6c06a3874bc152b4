package io.twinlake.sandbox.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a benchmark.
 *
 * @param value the median of the runs
 * @param goal what the value may be at most
 * @param ratio the value's part of the goal; null where the goal is 0
 * @param runs every run's figure, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchRow(
        String name,
        double value,
        String unit,
        double goal,
        @Nullable Double ratio,
        List<Double> runs) {

    public BenchRow {
        runs = List.copyOf(runs);
    }

    /** The figure of these runs, of which there is at least one. */
    static BenchRow of(String name, String unit, double goal, List<Double> runs) {
        List<Double> sorted = runs.stream().sorted().toList();
        double median = rounded((sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
        return new BenchRow(
                name,
                median,
                unit,
                goal,
                goal == 0 ? null : rounded(median / goal),
                runs.stream().map(BenchRow::rounded).toList());
    }

    /** Whether the goal was reached. */
    public boolean isMet() {
        return value <= goal;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
