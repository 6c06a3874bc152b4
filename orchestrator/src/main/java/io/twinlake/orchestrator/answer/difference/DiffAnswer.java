package io.twinlake.orchestrator.answer.difference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;

/** Answers {@code diff}: one of {@code verify}'s objects. */
public record DiffAnswer(ObjectParity object, Tier tier) implements Answer {
    @Override
    public ObjectNode document() {
        return ObjectDocument.write(object, tier, Json.document());
    }

    @Override
    public void print(Page page) {
        page.line(ObjectDocument.sentence(object));
        new FieldLines(object.differs()).print(page);
        page.line("Compared by " + tier.word() + ".");
    }
}
