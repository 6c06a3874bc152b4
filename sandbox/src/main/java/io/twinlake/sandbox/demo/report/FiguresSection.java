package io.twinlake.sandbox.demo.report;

/** What the tour took and what it copied. */
final class FiguresSection {

    private FiguresSection() {}

    static String of(DemoDocument document) {
        DemoDocument.Copied copied = document.copied();
        DemoDocument.Figures figures = document.figures();
        return "<table><tbody>\n"
                + String.join(
                        "\n",
                        Html.figure("Whole tour (goal: 180 s)", Html.oneDecimal(figures.seconds()) + " s"),
                        Html.figure("First clone", files(copied.fullFiles(), copied.fullBytes())),
                        Html.figure(
                                "Clone after a MERGE of 1 %",
                                files(copied.incrementalFiles(), copied.incrementalBytes())),
                        Html.figure(
                                "Memory of a region, at most (goal: 1200 MB)", megabytes(figures.regionPeakBytes())),
                        Html.figure(
                                "Memory of Twinlake, at most (goal: 400 MB)",
                                megabytes(figures.orchestratorPeakBytes())),
                        Html.figure("Changed by hand in the replica, and found", found(document)),
                        Html.figure("Drill, 95 of 100 lookups within", drilled(document)))
                + "\n</tbody></table>";
    }

    private static String found(DemoDocument document) {
        return document.found() == null ? "not found" : Html.escaped(document.found());
    }

    private static String drilled(DemoDocument document) {
        return document.drill() == null
                ? "not made"
                : document.drill().at("/lookups/p95Ms").asText("?") + " ms, result "
                        + Html.escaped(document.drill().path("result").asText());
    }

    private static String files(long files, long bytes) {
        return files + " files, " + bytes + " bytes";
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "not told by this system" : Html.oneDecimal(bytes / 1e6) + " MB";
    }
}
