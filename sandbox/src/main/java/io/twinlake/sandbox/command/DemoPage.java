package io.twinlake.sandbox.command;

import io.twinlake.sandbox.demo.report.DemoDocument;
import io.twinlake.sandbox.demo.report.MoveFigures;
import io.twinlake.sandbox.demo.report.Step;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The demo's outcome as the user asked for it: a document, or a few lines to read. */
final class DemoPage {

    private final DemoDocument document;

    DemoPage(DemoDocument document) {
        this.document = document;
    }

    void print(GlobalOptions.Output output) {
        switch (output) {
            case json, yaml -> Terminal.print(document); // JSON is YAML, too
            case jsonl -> Terminal.line(Terminal.json(document, false));
            case table -> lines();
        }
    }

    private void lines() {
        for (Step step : document.steps()) {
            line("%-40s %-8s %6.1f s", step.name(), step.status(), step.seconds());
        }
        DemoDocument.Copied copied = document.copied();
        DemoDocument.Figures figures = document.figures();
        line("%-40s %.1f s (goal: 180)", "demo, after the build", figures.seconds());
        line("%-40s %d files, %d bytes", "first clone", copied.fullFiles(), copied.fullBytes());
        line(
                "%-40s %d files, %d bytes",
                "clone after a MERGE of 1 %", copied.incrementalFiles(), copied.incrementalBytes());
        line("%-40s %.0f MB (goal: 1200)", "memory of a region, at most", figures.regionPeakBytes() / 1e6);
        line("%-40s %.0f MB (goal: 400)", "memory of twinlake, at most", figures.orchestratorPeakBytes() / 1e6);
        line("%-40s %s", "changed by hand, found", document.found() == null ? "no" : document.found());
        move("planned failover", document.failover());
        move("failback", document.failback());
        move("forced failover", document.forced());
        line("%-40s %s", "report", document.report());
        line("%-40s %s", "result", document.result());
        if (document.sandbox() != null) {
            goOn(document.sandbox());
        }
    }

    private static void move(String name, @Nullable MoveFigures move) {
        if (move != null) {
            line(
                    "%-40s RTO %s s, RPO %s s; %d requests, %d tried twice, %d failed",
                    name,
                    seconds(move.rtoSeconds()),
                    seconds(move.rpoSeconds()),
                    move.requests(),
                    move.retriedRequests(),
                    move.failedRequests());
        }
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? "unknown" : seconds.toString();
    }

    private static void goOn(String sandbox) {
        line("");
        line("The sandbox is still up. Go on by hand:");
        line("  ./twinlake --config %s/twinlake.yml status", sandbox);
        line("  ./twinlake sandbox up --dir %s --detach   # brings the killed region back", sandbox);
        line("  ./twinlake sandbox fault clear --dir %s", sandbox);
        line("  ./twinlake --config %s/twinlake.yml failback --confirm westeurope --reason 'it is back'", sandbox);
        line("  ./twinlake sandbox down --dir %s", sandbox);
    }

    private static void line(String format, Object... values) {
        Terminal.line(String.format(Locale.ROOT, format, values));
    }
}
