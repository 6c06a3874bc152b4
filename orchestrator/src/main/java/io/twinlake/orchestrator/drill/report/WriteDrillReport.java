package io.twinlake.orchestrator.drill.report;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.file.OwnerOnly;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Visible;
import io.twinlake.orchestrator.report.HtmlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a drill's report into its folder, for its owner alone: {@code index.html}, {@code drill.json} and {@code junit.xml}. */
public final class WriteDrillReport {
    private WriteDrillReport() {}

    public static void write(DrillReport report) {
        Path folder = report.folder();
        String page = HtmlFile.html("drill.jte", new DrillPage(report));
        try {
            OwnerOnly.folder(folder);
            write(folder.resolve("index.html"), page);
            write(folder.resolve("drill.json"), Json.indented(DrillDocument.of(report)) + "\n");
            write(folder.resolve("junit.xml"), JunitXml.of(report));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    OwnCategory.REPORT,
                    "The report could not be written to " + folder + ": " + e.getMessage(),
                    null,
                    "Name a folder that can be written with --reports; the drill itself is in the ledger.",
                    e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(OwnerOnly.file(file), Visible.lines(text));
    }
}
