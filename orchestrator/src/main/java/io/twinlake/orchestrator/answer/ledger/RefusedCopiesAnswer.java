package io.twinlake.orchestrator.answer.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.FailureAnswer;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.export.PlaceReport;
import java.util.List;

/** Answers {@code ledger copies} where no copy can be called the newest: why, and what each place has. */
public record RefusedCopiesAnswer(CommandFailure failure, List<PlaceReport> places) implements Answer {
    public RefusedCopiesAnswer {
        places = List.copyOf(places);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = new FailureAnswer(failure).document();
        document.put("result", "refused");
        PlacesText.into(document, places);
        document.putArray("unproven");
        return document;
    }

    @Override
    public void print(Page page) {
        new FailureAnswer(failure).print(page);
        PlacesText.print(page, places);
    }
}
