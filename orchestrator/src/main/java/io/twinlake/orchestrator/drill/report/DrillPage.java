package io.twinlake.orchestrator.drill.report;

import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.step.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the page of a drill asks of its report. */
public record DrillPage(DrillReport report) {
    /** The outcome in one sentence. */
    public String sentence() {
        if (report.passed()) {
            return "The drill passed: " + report.drill().direction().replica() + " could serve.";
        }
        List<String> wrong = new ArrayList<>();
        report.steps().stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .forEach(step -> wrong.add(step.name() + " failed"));
        report.found().objectives().stream()
                .filter(objective -> !objective.met())
                .forEach(objective -> wrong.add("the objective " + objective.name() + " is missed"));
        report.different().ifPresent(wrong::add);
        return "The drill did not pass: " + String.join(", ", wrong) + ".";
    }

    /** Where the rehearsed region's Function got its rows: a move turns it to its own region first. */
    public String readsFrom() {
        RegionName replica = report.drill().direction().replica();
        return report.found().switches().stream()
                .filter(plan -> plan.name().startsWith("lookup") && plan.changes())
                .flatMap(plan -> plan.before().servedBy().stream())
                .findFirst()
                .map(region -> "That Function is set to read in " + region + " today, so its times are those of that"
                        + " region's warehouse; a move sets it to " + replica + " first.")
                .orElse("");
    }

    /** A step's outcome in a word that the page has a colour for. */
    public String word(DrillStep step) {
        return switch (step.status()) {
            case DONE -> "done";
            case FAILED -> "failed";
            default -> "skipped";
        };
    }

    public String time(Duration time) {
        return time.compareTo(Duration.ofSeconds(2)) < 0
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** Settings in one line, by their names. */
    public String values(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value -> value.getKey() + " = " + value.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** What cleaning up found. */
    public String cleanup() {
        return report.found()
                .left()
                .map(left -> left.isEmpty()
                        ? "Looked after the drill: nothing of it is left."
                        : "Still there: " + String.join(", ", left) + ".")
                .orElse("Nobody could look whether something is left.");
    }
}
