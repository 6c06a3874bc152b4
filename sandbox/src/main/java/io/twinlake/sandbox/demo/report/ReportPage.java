package io.twinlake.sandbox.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.demo.client.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The tour's HTML page: timeline, moves, traffic, figures and the parity of every object, in one file that needs no other. */
public final class ReportPage {

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
            th { vertical-align: bottom; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            .bar { background: #2b7de9; height: .6rem; border-radius: .3rem; min-width: 2px; }
            .failed { color: #c62828; font-weight: 600; }
            details { margin: .8rem 0; }
            svg { width: 100%%; height: 8rem; border-bottom: 1px solid #8888; }
            .key { display: inline-block; width: .8rem; height: .8rem; margin: 0 .2rem 0 .8rem; }
            rect.home { fill: #2b7de9; } .key.home { background: #2b7de9; }
            rect.away { fill: #e08a00; } .key.away { background: #e08a00; }
            rect.lost { fill: #c62828; } .key.lost { background: #c62828; }
            </style>
            </head>
            <body>
            <h1>Twinlake demo: <span class="%1$s">%1$s</span></h1>
            <h2>Timeline</h2>
            %2$s
            <h2>There and back</h2>
            %3$s
            <h2>What a client of the API met</h2>
            %4$s
            <h2>Figures</h2>
            %5$s
            <h2>Parity of the two regions</h2>
            %6$s
            </body>
            </html>
            """;

    private ReportPage() {}

    /**
     * Writes the page.
     *
     * @param requests of the client that asked meanwhile
     * @param home the region that serves in normal times
     * @param verify the last comparison, with its objects
     */
    public static void write(
            DemoDocument document, Requests requests, String home, @Nullable JsonNode verify, Path file) {
        String page = PAGE.formatted(
                document.result(),
                TimelineSection.of(document.steps()),
                MovesSection.of(document),
                TrafficSection.of(requests, home),
                FiguresSection.of(document),
                ParitySection.of(verify));
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException("The report " + file + " cannot be written", e);
        }
    }
}
