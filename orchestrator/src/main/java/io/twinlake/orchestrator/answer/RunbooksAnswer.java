package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.runbooks.Runbook;
import java.util.List;
import java.util.Optional;

/** Answers {@code runbook list} and {@code runbook validate}: valid runbooks. */
public record RunbooksAnswer(List<Runbook> runbooks) implements Answer {
    public RunbooksAnswer {
        runbooks = List.copyOf(runbooks);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document();
        ArrayNode array = document.putArray("runbooks");
        for (Runbook runbook : runbooks) {
            array.addObject()
                    .put("name", runbook.name())
                    .put("kind", runbook.kind().word())
                    .put("title", runbook.title())
                    .put("hash", runbook.hash())
                    .put("steps", runbook.steps().size())
                    .put("valid", true);
        }
        return document;
    }

    @Override
    public Optional<String> list() {
        return Optional.of("runbooks");
    }

    @Override
    public void print(Page page) {
        page.table(
                List.of("RUNBOOK", "STEPS", "VALID", "TEXT", "WHAT"),
                runbooks.stream()
                        .map(runbook -> List.of(
                                runbook.name(),
                                Integer.toString(runbook.steps().size()),
                                "yes",
                                runbook.hash().substring(0, 12),
                                runbook.title()))
                        .toList());
    }
}
