package io.twinlake.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tour's HTML page: its timeline, its figures and the parity of every object, in one file that needs no other. */
final class ReportPage {

    private static final List<String> COUNTS =
            List.of("inScope", "inSync", "lagging", "drifted", "missing", "extra", "failed", "unsupported", "excluded");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Twinlake demo: %1$s</title>
            <style>
            :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            .bar { background: #2b7de9; height: .6rem; border-radius: .3rem; min-width: 2px; }
            .failed { color: #c62828; font-weight: 600; }
            </style>
            </head>
            <body>
            <h1>Twinlake demo: <span class="%1$s">%1$s</span></h1>
            <h2>Timeline</h2>
            <table><thead><tr><th>Step</th><th>Status</th><th>Seconds</th><th></th></tr></thead><tbody>
            %2$s
            </tbody></table>
            <h2>Figures</h2>
            <table><tbody>
            %3$s
            </tbody></table>
            <h2>Parity of the two regions</h2>
            %4$s
            </body>
            </html>
            """;

    private ReportPage() {}

    static void write(DemoDocument document, @Nullable JsonNode verify, Path file) {
        try {
            Files.writeString(
                    file,
                    PAGE.formatted(document.result(), timeline(document.steps()), figures(document), parity(verify)));
        } catch (IOException e) {
            throw new UncheckedIOException("The report " + file + " cannot be written", e);
        }
    }

    private static String timeline(List<Step> steps) {
        double longest = steps.stream().mapToDouble(Step::seconds).max().orElse(1);
        return steps.stream()
                .map(step ->
                        "<tr><td>%s</td><td class=\"%s\">%s</td><td class=\"number\">%s</td><td style=\"width:40%%\"><div class=\"bar\" style=\"width:%d%%\"></div></td></tr>"
                                .formatted(
                                        escaped(step.name()),
                                        step.status(),
                                        step.status(),
                                        oneDecimal(step.seconds()),
                                        Math.round(100 * step.seconds() / Math.max(longest, 0.001))))
                .collect(Collectors.joining("\n"));
    }

    private static String figures(DemoDocument document) {
        DemoDocument.Copied copied = document.copied();
        DemoDocument.Figures figures = document.figures();
        return String.join(
                "\n",
                figure("Whole tour (goal: 180 s)", oneDecimal(figures.seconds()) + " s"),
                figure("First clone", copied.fullFiles() + " files, " + copied.fullBytes() + " bytes"),
                figure(
                        "Clone after a MERGE of 1 %",
                        copied.incrementalFiles() + " files, " + copied.incrementalBytes() + " bytes"),
                figure("Memory of a region, at most (goal: 1200 MB)", megabytes(figures.regionPeakBytes())),
                figure("Memory of Twinlake, at most (goal: 400 MB)", megabytes(figures.orchestratorPeakBytes())),
                figure("Changed by hand in the replica, and found", found(document)));
    }

    private static String found(DemoDocument document) {
        return document.found() == null ? "not found" : escaped(document.found());
    }

    private static String figure(String name, String value) {
        return "<tr><th>%s</th><td class=\"number\">%s</td></tr>".formatted(name, value);
    }

    private static String parity(@Nullable JsonNode parity) {
        if (parity == null) {
            return "<p>The tour did not get that far.</p>";
        }
        String counts = COUNTS.stream()
                .filter(parity::has)
                .map(name -> figure(name, parity.path(name).asText()))
                .collect(Collectors.joining("\n"));
        List<String> objects = new ArrayList<>();
        parity.path("objects")
                .forEach(object -> objects.add("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                escaped(object.path("object").asText()),
                                escaped(object.path("kind").asText()),
                                escaped(object.path("state").asText()),
                                escaped(object.path("reason").asText("")))));
        return """
                <table><tbody>
                %s
                </tbody></table>
                <h3>Object by object</h3>
                <table><thead><tr><th>Object</th><th>Kind</th><th>State</th><th>Reason</th></tr></thead><tbody>
                %s
                </tbody></table>""".formatted(counts, String.join("\n", objects));
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "not told by this system" : oneDecimal(bytes / 1e6) + " MB";
    }

    private static String oneDecimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
