package io.twinlake.orchestrator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.failure.Category;
import io.twinlake.config.failure.OwnCategory;
import java.util.EnumSet;
import java.util.Set;

/** A failure as a document and as two sentences: what is wrong, and what to do next. */
public record FailureAnswer(CommandFailure failure) implements Answer {
    /** Ours alone has lines: one for each problem of a file. */
    private static final Set<? extends Category> HAVE_LINES =
            EnumSet.of(OwnCategory.CONFIGURATION, OwnCategory.RUNBOOK, OwnCategory.USAGE);

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document();
        document.putObject("error")
                .put("category", failure.category().word())
                .put("message", failure.sentence())
                .put("object", failure.object())
                .put("next", failure.next());
        return document;
    }

    @Override
    public void print(Page page) {
        if (HAVE_LINES.contains(failure.category())) {
            failure.sentence().lines().forEach(page::line);
        } else {
            page.line(failure.sentence());
        }
        page.line(failure.next());
    }
}
