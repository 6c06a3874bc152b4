package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.config.group.Objectives;
import io.twinlake.orchestrator.drill.report.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds what a drill measured against a group's objectives; what was not measured is missed, never met. */
final class HoldObjectives {
    private final Objectives objectives;
    private final Findings findings;

    HoldObjectives(Objectives objectives, Findings findings) {
        this.objectives = objectives;
        this.findings = findings;
    }

    List<Objective> hold() {
        List<Objective> held = new ArrayList<>();
        held.add(atMost("rpo", objectives.rpo(), findings.rpo(), "never wholly replicated"));
        held.add(atMost("rto", objectives.rto(), Optional.of(findings.rto()), ""));
        findings.lookups().ifPresent(lookups -> {
            Optional<Duration> p95 = lookups.function().isEmpty()
                    ? Optional.empty()
                    : Optional.of(lookups.function().percentile(95));
            held.add(atMost("lookupP95", objectives.lookupP95(), p95, "no lookup was answered"));
            held.add(new Objective(
                    "availability",
                    percent(objectives.availability()),
                    percent(lookups.availability()),
                    lookups.availability() >= objectives.availability()));
        });
        return held;
    }

    private static Objective atMost(String name, Duration target, Optional<Duration> measured, String otherwise) {
        return new Objective(
                name,
                "at most " + words(target),
                measured.map(HoldObjectives::words).orElse(otherwise),
                measured.filter(time -> time.compareTo(target) <= 0).isPresent());
    }

    private static String words(Duration time) {
        return time.compareTo(Duration.ofSeconds(2)) < 0
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }
}
