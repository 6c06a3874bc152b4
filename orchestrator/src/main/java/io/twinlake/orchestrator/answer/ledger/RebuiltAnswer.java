package io.twinlake.orchestrator.answer.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import java.util.List;

/** Answers {@code ledger rebuild}: what the ledger knows again of each group, and what stays unproven. */
public record RebuiltAnswer(List<Group> groups) implements Answer {
    public RebuiltAnswer {
        groups = List.copyOf(groups);
    }

    /**
     * One group.
     *
     * @param run the run that rebuilt it
     * @param toldBy who said which region serves: {@code witness} or {@code operator}
     * @param paired how many objects are pairs again
     */
    public record Group(RunId run, EpochState epoch, String toldBy, int paired, List<Unproven> unproven) {
        public Group {
            unproven = List.copyOf(unproven);
        }
    }

    /** Something that could not be recovered, and why, as a sentence. */
    public record Unproven(String object, String what) {}

    /** Whether nothing is unproven. */
    public boolean isWhole() {
        return groups.stream().allMatch(group -> group.unproven().isEmpty());
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document().put("result", "rebuilt");
        ArrayNode all = document.putArray("groups");
        groups.forEach(group -> all.addObject()
                .put("name", group.epoch().group().value())
                .put("run", group.run().value())
                .put("effectivePrimary", group.epoch().effectivePrimary().value())
                .put("epoch", group.epoch().epoch().number())
                .put("toldBy", group.toldBy())
                .put("paired", group.paired()));
        document.putArray("places");
        ArrayNode unproven = document.putArray("unproven");
        groups.forEach(group -> group.unproven()
                .forEach(one -> unproven.addObject().put("object", one.object()).put("what", one.what())));
        return document;
    }

    @Override
    public void print(Page page) {
        for (Group group : groups) {
            page.line("Group " + group.epoch().group() + ": " + group.paired() + " objects are pairs again. "
                    + group.epoch().effectivePrimary() + " serves in epoch "
                    + group.epoch().epoch() + ", as the "
                    + group.toldBy() + " says.");
            group.unproven().forEach(one -> page.line("unproven: " + one.object() + ": " + one.what()));
            if (!group.unproven().isEmpty()) {
                page.line("What is equal on both sides is kept all the same; what differs stays blocked until"
                        + " `twinlake sync --adopt OBJECT` takes it, which `twinlake plan --adopt OBJECT` shows.");
            }
        }
        page.line("Run `twinlake sync`: it goes on from here.");
    }
}
