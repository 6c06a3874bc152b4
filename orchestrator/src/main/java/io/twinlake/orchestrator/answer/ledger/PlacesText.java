package io.twinlake.orchestrator.answer.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.export.PlaceReport;
import java.util.List;
import java.util.Objects;

/** The places of a ledger's copies, in documents and on pages. */
final class PlacesText {
    private PlacesText() {}

    static void into(ObjectNode document, List<PlaceReport> places) {
        ArrayNode all = document.putArray("places");
        places.forEach(place -> all.addObject()
                .put("place", place.place())
                .put("sequence", place.sequence())
                .put("signedAt", Objects.toString(place.signedAt(), null))
                .put("reachesRun", place.reachesRun())
                .put("ok", place.ok())
                .put("message", place.message()));
    }

    static void print(Page page, List<PlaceReport> places) {
        places.forEach(place -> page.line(place.place() + ": "
                + (place.sequence() == 0 ? "" : "number " + place.sequence() + " of " + place.signedAt() + ". ")
                + place.message()));
    }
}
