package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.page.OperatorPage;

/** Answers {@code runbook show}: the operator's page. */
public record RunbookAnswer(Runbook runbook) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document()
                .put("name", runbook.name())
                .put("kind", runbook.kind().word())
                .put("title", runbook.title())
                .put("purpose", runbook.purpose())
                .put("hash", runbook.hash());
        ArrayNode steps = document.putArray("steps");
        for (RunbookStep step : runbook.steps()) {
            steps.addObject()
                    .put("step", step.name())
                    .put("what", step.what())
                    .put("byHand", step.byHand())
                    .put("writes", step.verb().writes())
                    .put("onFailure", step.goesOnAfterFailure() ? "continue" : "stop")
                    .put("beside", step.beside());
        }
        return document.put("page", OperatorPage.of(runbook));
    }

    @Override
    public void print(Page page) {
        OperatorPage.of(runbook).lines().forEach(page::line);
    }
}
