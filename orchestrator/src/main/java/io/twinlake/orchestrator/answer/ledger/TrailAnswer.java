package io.twinlake.orchestrator.answer.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.export.PlaceReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers {@code ledger verify}: whether the audit trail holds, or where it breaks.
 *
 * @param broken the first entry whose hash does not follow
 * @param compared the signed file that the trail was compared with
 * @param contradicted the entry that is another one in that file
 * @param doubts why it could not be compared, though copies of this ledger exist or may exist
 */
public record TrailAnswer(
        OptionalLong broken,
        Optional<ExportName> compared,
        Optional<Long> contradicted,
        List<PlaceReport> places,
        List<String> doubts)
        implements Answer {
    public TrailAnswer {
        places = List.copyOf(places);
        doubts = List.copyOf(doubts);
    }

    /** Whether nothing contradicts it; whether that is proven is another question. */
    public boolean holds() {
        return broken.isEmpty() && contradicted.isEmpty();
    }

    /** Whether a comparison that should have been made was made. */
    public boolean isProven() {
        return doubts.isEmpty();
    }

    private String result() {
        if (!holds()) {
            return "broken";
        }
        return isProven() ? "holds" : "unproven";
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document().put("result", result()).put("holds", holds());
        broken.ifPresentOrElse(number -> document.put("firstBroken", number), () -> document.putNull("firstBroken"));
        document.put("comparedWith", compared.map(Objects::toString).orElse(null));
        document.put("contradicted", contradicted.orElse(null));
        PlacesText.into(document, places);
        doubts.forEach(document.putArray("doubts")::add);
        document.putArray("unproven");
        return document;
    }

    @Override
    public void print(Page page) {
        if (broken.isPresent()) {
            page.line("The audit trail is broken at entry " + broken.getAsLong()
                    + ": it, or one before it, was changed or taken out.");
        } else if (contradicted.isPresent()) {
            page.line("The audit trail was written anew: entry " + contradicted.get() + " is another one in the signed "
                    + compared.orElseThrow() + ". Restore that copy elsewhere to see what it was.");
        } else {
            page.line("The audit trail holds: no entry was changed or taken out.");
        }
        page.line(compared.map(name -> "It was compared with the signed " + name + ".")
                .orElse("It was compared with no signed copy: whoever can write the database could have written it"
                        + " anew."));
        PlacesText.print(page, places);
        doubts.forEach(page::line);
    }
}
