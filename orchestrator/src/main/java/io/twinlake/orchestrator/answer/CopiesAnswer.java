package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.ledger.export.ExportHeader;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.export.FoundExports;
import java.util.OptionalLong;

/**
 * Answers {@code ledger restore} and {@code ledger copies}: which files tell the ledger's newest state, and where they are.
 *
 * @param restored how many rows were written; empty where nothing was
 */
public record CopiesAnswer(FoundExports found, ExportChain chain, OptionalLong restored) implements Answer {
    @Override
    public ObjectNode document() {
        ExportHeader last = chain.last().header();
        ObjectNode document = Json.document()
                .put("ledger", last.name().ledger())
                .put("sequence", last.name().sequence())
                .put("at", last.at().toString());
        restored.ifPresent(rows -> document.put("restoredRows", rows));
        ArrayNode files = document.putArray("files");
        chain.files().forEach(file -> files.add(file.name().toString()));
        ArrayNode places = document.putArray("places");
        found.answered().forEach(place -> places.addObject().put("place", place).put("answers", true));
        found.problems()
                .forEach((place, problem) -> places.addObject()
                        .put("place", place)
                        .put("answers", false)
                        .put("problem", problem));
        return document;
    }

    @Override
    public void print(Page page) {
        ExportHeader last = chain.last().header();
        page.line("The newest copy is of " + last.at() + " (" + chain.files().size() + " files, the last " + last.name()
                + "); every file is as it was signed.");
        found.problems().forEach((place, problem) -> page.line("Not asked: " + place + ": " + problem));
        restored.ifPresent(
                rows -> page.line("Restored: " + rows + " rows. `twinlake status` tells how the groups stand."));
    }
}
