package io.twinlake.orchestrator.answer.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.export.NewestCopy;
import io.twinlake.orchestrator.export.PlaceReport;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Answers {@code ledger restore} and {@code ledger copies}: which files tell the ledger's newest state, and how each place stands.
 *
 * @param doubts what could not be proven of the copy, in sentences
 * @param restored how many rows were written; empty where nothing was
 */
public record CopiesAnswer(NewestCopy newest, List<PlaceReport> places, List<String> doubts, OptionalLong restored)
        implements Answer {
    public CopiesAnswer {
        places = List.copyOf(places);
        doubts = Stream.concat(newest.doubts().stream(), doubts.stream()).toList();
    }

    /** Whether every place has the newest copy, and nothing of it is in doubt. */
    public boolean isWell() {
        return doubts.isEmpty() && places.stream().allMatch(PlaceReport::ok);
    }

    @Override
    public ObjectNode document() {
        ExportHeader last = newest.chain().last().header();
        ObjectNode document = Json.document()
                .put("result", restored.isPresent() ? "restored" : isWell() ? "whole" : "doubtful")
                .put("ledger", last.name().ledger())
                .put("sequence", last.name().sequence())
                .put("at", last.at().toString());
        restored.ifPresent(rows -> document.put("restoredRows", rows));
        ArrayNode files = document.putArray("files");
        newest.chain().files().forEach(file -> files.add(file.name().toString()));
        PlacesText.into(document, places);
        doubts.forEach(document.putArray("doubts")::add);
        document.putArray("unproven");
        return document;
    }

    @Override
    public void print(Page page) {
        ExportHeader last = newest.chain().last().header();
        page.line("The newest copy is of " + last.at() + " ("
                + newest.chain().files().size() + " files, the last " + last.name()
                + "); every file is as it was signed.");
        PlacesText.print(page, places);
        doubts.forEach(page::line);
        restored.ifPresent(
                rows -> page.line("Restored: " + rows + " rows. `twinlake status` tells how the groups stand."));
    }
}
