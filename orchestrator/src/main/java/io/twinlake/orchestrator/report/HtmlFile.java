package io.twinlake.orchestrator.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.twinlake.ledger.OwnerOnly;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a page as one file, for its owner alone. */
final class HtmlFile {
    private HtmlFile() {}

    /** Replaces an earlier one; makes the folder where there is none. */
    static void write(String template, Object page, Path file) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        TemplateEngine.createPrecompiled(ContentType.Html).render(template, page, html);
        try {
            if (file.getParent() != null) {
                OwnerOnly.folder(file.getParent());
            }
            try (OutputStream out = Files.newOutputStream(OwnerOnly.file(file))) {
                html.writeTo(out);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "report",
                    "The page could not be written to " + file + ": " + e.getMessage(),
                    null,
                    "Name a file in a folder that can be written; what it tells is in the ledger.",
                    e);
        }
    }
}
