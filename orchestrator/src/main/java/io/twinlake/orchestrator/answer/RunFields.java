package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.run.Run;

/** A run as documents write it. */
final class RunFields {
    private RunFields() {}

    static void describe(Run run, ObjectNode node) {
        node.put("run", run.id().value())
                .put("group", run.group().value())
                .put("kind", run.kind().name())
                .put("source", run.direction().source().value())
                .put("replica", run.direction().replica().value())
                .put("epoch", run.epoch().number())
                .put("startedAt", run.startedAt().toString())
                .put("endedAt", run.end().at() == null ? null : run.end().at().toString())
                .put("result", run.result().name());
        ObjectNode counts = node.putObject("counts");
        run.end().counts().forEach(counts::put);
        node.put("message", run.end().message());
    }
}
