package io.twinlake.orchestrator.answer.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.answer.ledger.RebuiltAnswer.Unproven;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code ledger restore}.
 *
 * @param copy what was restored; empty where the ledger was restored before
 * @param named which region serves, where a person said that
 */
public record RestoredAnswer(Optional<CopiesAnswer> copy, Optional<Named> named) implements Answer {
    /**
     * A group's primary as a person named it.
     *
     * @param run that began a new epoch; empty where that of the copy goes on
     * @param unproven what could write in the other region
     */
    public record Named(EpochState epoch, Optional<RunId> run, List<Unproven> unproven) {
        public Named {
            unproven = List.copyOf(unproven);
        }
    }

    /** Whether nothing is unproven that a person was to prove. */
    public boolean isWhole() {
        return named.map(Named::unproven).orElse(List.of()).isEmpty();
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = copy.map(CopiesAnswer::document).orElseGet(() -> {
            ObjectNode before = Json.document().put("result", "restored");
            before.putArray("places");
            return before;
        });
        ArrayNode unproven = document.putArray("unproven");
        named.ifPresent(group -> {
            document.putArray("groups")
                    .addObject()
                    .put("name", group.epoch().group().value())
                    .put("run", group.run().map(RunId::value).orElse(null))
                    .put("effectivePrimary", group.epoch().effectivePrimary().value())
                    .put("epoch", group.epoch().epoch().number())
                    .put("toldBy", "operator");
            group.unproven()
                    .forEach(one ->
                            unproven.addObject().put("object", one.object()).put("what", one.what()));
        });
        return document;
    }

    @Override
    public void print(Page page) {
        copy.ifPresent(restored -> restored.print(page));
        named.ifPresent(group -> {
            page.line("Group " + group.epoch().group() + ": " + group.epoch().effectivePrimary() + " serves in epoch "
                    + group.epoch().epoch() + ", as the operator says.");
            group.unproven().forEach(one -> page.line("unproven: " + one.object() + ": " + one.what()));
            page.line(
                    group.run().isPresent()
                            ? "Run `twinlake sync`: it fences and searches the other region first."
                            : "Run `twinlake sync`: it goes on from here.");
        });
    }
}
