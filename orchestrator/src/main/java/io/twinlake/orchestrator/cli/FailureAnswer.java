package io.twinlake.orchestrator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A failure as a document and as two sentences: what is wrong, and what to do next. */
record FailureAnswer(CommandFailure failure) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document();
        document.putObject("error")
                .put("category", failure.category())
                .put("message", failure.sentence())
                .put("object", failure.object())
                .put("next", failure.next());
        return document;
    }

    @Override
    public void print(Page page) {
        failure.sentence().lines().forEach(page::line);
        if (failure.next() != null) {
            page.line(failure.next());
        }
    }
}
