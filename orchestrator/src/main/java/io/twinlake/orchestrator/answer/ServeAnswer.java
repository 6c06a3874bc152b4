package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Counted;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import java.net.URI;

/** Answers {@code serve}, once it does. */
public record ServeAnswer(URI address, TwinlakeConfig config) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document()
                .put("address", address.toString())
                .put("pid", ProcessHandle.current().pid());
        config.groups().keySet().stream().map(Object::toString).sorted().forEach(document.putArray("groups")::add);
        return document;
    }

    @Override
    public void print(Page page) {
        page.line("Serves " + Counted.of(config.groups().size(), "failover group") + ": " + address + "/health, "
                + address + "/metrics. Ctrl-C ends it.");
    }
}
