package io.twinlake.orchestrator.report;

import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.StepLine;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the page of a move asks of its report: its figures, its steps along time, its switches and what was lost. */
public record MovePage(MoveReport report) {
    private static final double LEAST_PERCENT = 0.4;

    /** A step's bar along the time of the move, in percent of the whole. */
    public record Bar(double from, double width) {}

    /** The outcome in one sentence. */
    public String sentence() {
        String group = "group " + report.group();
        return switch (report.result()) {
            case SUCCEEDED ->
                report.to() + " serves " + group + ", epoch " + report.ending().epoch() + ".";
            case ROLLED_BACK -> "Rolled back: " + report.from() + " serves " + group + " as before.";
            case FAILED, INTERRUPTED, PLANNED, REFUSED -> report.ending().message();
        };
    }

    /** What waits for somebody in the old primary. */
    public String outstanding() {
        String found = report.message(Verb.PROVE_AGAIN);
        return found.isEmpty() ? "" : found + " Run twinlake sync: it fences and searches " + report.from() + " first.";
    }

    public String title() {
        return switch (report.kind()) {
            case PLANNED_FAILOVER -> "Planned failover";
            case FORCED_FAILOVER -> "Forced failover";
            case FAILBACK -> "Failback";
            case DRILL -> "Drill";
        };
    }

    /** From the first step to the end of the last. */
    public Duration whole() {
        return begin().flatMap(from -> end().map(to -> Duration.between(from, to)))
                .orElse(Duration.ZERO);
    }

    /** Where a step stands along the whole. */
    public Bar bar(StepLine step) {
        double whole = Math.max(1, whole().toMillis());
        double from = begin().flatMap(first ->
                        step.startedAt().map(at -> Duration.between(first, at).toMillis()))
                .map(millis -> 100.0 * millis / whole)
                .orElse(0.0);
        double width = Math.max(LEAST_PERCENT, 100.0 * step.took().toMillis() / whole);
        return new Bar(Math.min(from, 100 - LEAST_PERCENT), Math.min(width, 100 - from));
    }

    public List<StepLine> steps() {
        return report.steps();
    }

    /** A time in seconds, or a dash. */
    public String seconds(Optional<Duration> duration) {
        return duration.map(this::seconds).orElse("\u2013");
    }

    public String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private Optional<Instant> begin() {
        return report.steps().stream()
                .map(StepLine::startedAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private Optional<Instant> end() {
        return report.steps().stream()
                .flatMap(step -> step.startedAt().map(at -> at.plus(step.took())).stream())
                .max(Instant::compareTo);
    }
}
