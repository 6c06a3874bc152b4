package io.twinlake.orchestrator.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.ledger.file.OwnerOnly;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a template makes of a model as one file, for its owner alone. */
public final class HtmlFile {
    private HtmlFile() {}

    /** Replaces an earlier one; makes the folder where there is none. */
    public static void write(String template, Object model, Path file) {
        try {
            if (file.getParent() != null) {
                OwnerOnly.folder(file.getParent());
            }
            Files.writeString(OwnerOnly.file(file), html(template, model));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    OwnCategory.REPORT,
                    "The page could not be written to " + file + ": " + e.getMessage(),
                    null,
                    "Name a file in a folder that can be written; what it tells is in the ledger.",
                    e);
        }
    }

    /** Its text, without what a terminal or an editor would not show. */
    public static String html(String template, Object model) {
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html).render(template, model, html);
        return Visible.lines(html.toString());
    }
}
