package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.drill.report.DrillDocument;
import io.twinlake.orchestrator.drill.report.DrillPage;
import io.twinlake.orchestrator.drill.report.DrillReport;
import io.twinlake.orchestrator.drill.report.DrillStep;
import io.twinlake.orchestrator.drill.report.Latencies;
import io.twinlake.orchestrator.drill.report.LookupComparison;
import io.twinlake.orchestrator.drill.report.Objective;
import java.util.List;
import java.util.Optional;

/** Answers {@code drill}. */
public record DrillAnswer(DrillReport report) implements Answer {
    @Override
    public ObjectNode document() {
        return DrillDocument.of(report);
    }

    @Override
    public Optional<String> list() {
        return Optional.of("steps");
    }

    @Override
    public void print(Page page) {
        for (DrillStep step : report.steps()) {
            page.line(step.status().word() + " " + step.name() + ": " + step.message());
        }
        page.blank();
        page.table(
                List.of("OBJECTIVE", "MEASURED", "TARGET", "MET"),
                report.found().objectives().stream().map(DrillAnswer::row).toList());
        page.blank();
        report.found().lookups().ifPresent(lookups -> print(lookups, page));
        page.line(new DrillPage(report).sentence());
        page.verbatim(report.folder().resolve("index.html").toString());
    }

    private static void print(LookupComparison lookups, Page page) {
        lookups.differences().forEach(page::line);
        page.line("Lookups: " + percentiles(lookups.function()) + ".");
        page.line("The replica's warehouse, asked directly: " + percentiles(lookups.replica()) + ".");
    }

    private static String percentiles(Latencies latencies) {
        return "p50 " + latencies.percentile(50).toMillis() + " ms, p95 "
                + latencies.percentile(95).toMillis() + " ms, p99 "
                + latencies.percentile(99).toMillis() + " ms";
    }

    private static List<String> row(Objective objective) {
        return List.of(objective.name(), objective.measured(), objective.target(), objective.met() ? "yes" : "NO");
    }
}
