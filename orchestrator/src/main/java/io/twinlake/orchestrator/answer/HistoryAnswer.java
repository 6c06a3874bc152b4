package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Answers {@code history}: runs, newest first. */
public record HistoryAnswer(List<Run> runs) implements Answer {
    public HistoryAnswer {
        runs = List.copyOf(runs);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document();
        ArrayNode array = document.putArray("runs");
        runs.forEach(run -> RunFields.describe(run, array.addObject()));
        return document;
    }

    @Override
    public Optional<String> list() {
        return Optional.of("runs");
    }

    @Override
    public void print(Page page) {
        if (runs.isEmpty()) {
            page.line("No run yet.");
            return;
        }
        page.table(
                List.of("RUN", "GROUP", "KIND", "BEGAN", "RESULT", "WHAT"),
                runs.stream().map(HistoryAnswer::row).toList());
    }

    private static List<String> row(Run run) {
        return List.of(
                run.id().value(),
                run.group().value(),
                run.kind().word(),
                run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                run.result().word(),
                run.end().message() == null ? "" : run.end().message());
    }
}
