package io.twinlake.orchestrator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.file.OwnerOnly;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A saved plan in a file that its owner alone may read: it holds texts, comments and grants. One JSON document with {@code schemaVersion},
 * {@code document} ({@code savedPlan}), {@code group}, {@code hash}, {@code direction} ({@code source}, {@code replica}), {@code epoch},
 * {@code adoption} ({@code allMarked}, {@code objects[]}) and {@code changes[]} as those of {@code plan}, each with a hash of its
 * {@code content} where the object is made.
 */
public record PlanFile(Path path) {
    private static final long VERSION = 1;
    private static final String KIND = "savedPlan";

    /** Replaces an earlier one; makes the folder where there is none. */
    public void write(SavedPlan plan) {
        try {
            if (path.getParent() != null) {
                OwnerOnly.folder(path.getParent());
            }
            Files.writeString(OwnerOnly.file(path), Json.indented(document(plan)) + "\n");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    OwnCategory.REPORT,
                    "The plan could not be written to " + path + ": " + e.getMessage(),
                    null,
                    "Name a file in a folder that can be written.",
                    e);
        }
    }

    /** @throws CommandFailure where it is no plan, not a whole one, or one of a newer version */
    public SavedPlan read() {
        JsonNode document = parsed();
        if (!document.path("document").asText().equals(KIND)
                || !document.path("schemaVersion").isIntegralNumber()) {
            throw refused("is no saved plan");
        }
        long version = document.path("schemaVersion").asLong();
        if (version != VERSION) {
            throw refused("is of schemaVersion " + version + ", and this Twinlake reads " + VERSION);
        }
        SavedPlan plan;
        try {
            plan = plan(document);
        } catch (IllegalArgumentException e) {
            throw refused("is not a whole plan: " + e.getMessage());
        }
        if (!Plan.of(plan.group(), plan.direction(), plan.epoch(), plan.changes(), 0, Remarks.NONE)
                .hash()
                .equals(plan.hash())) {
            throw refused("is not as it was saved: its changes do not give its hash");
        }
        return plan;
    }

    private JsonNode parsed() {
        try {
            return Json.parse(Files.readString(path));
        } catch (JsonProcessingException e) {
            throw refused("is no saved plan, or not a whole one");
        } catch (IOException e) {
            throw refused("cannot be read as a saved plan: " + e);
        }
    }

    private CommandFailure refused(String why) {
        return CommandFailure.usage("The file " + path + " " + why + ".", "Save one with `twinlake plan --out FILE`.");
    }

    private static ObjectNode document(SavedPlan plan) {
        ObjectNode document = Json.document()
                .put("document", KIND)
                .put("group", plan.group().value())
                .put("hash", plan.hash());
        document.putObject("direction")
                .put("source", plan.direction().source().value())
                .put("replica", plan.direction().replica().value());
        document.put("epoch", plan.epoch().number());
        document.putObject("adoption")
                .put("allMarked", plan.adoption().marked())
                .set(
                        "objects",
                        Json.words(plan.adoption().objects().stream()
                                .sorted()
                                .map(ObjectName::toString)
                                .toList()));
        ArrayNode changes = document.putArray("changes");
        for (Change change : plan.changes()) {
            ObjectNode node = changes.addObject();
            ChangeDocument.write(change, node);
            node.put("content", change.content());
        }
        return document;
    }

    private static SavedPlan plan(JsonNode document) {
        JsonNode direction = document.path("direction");
        JsonNode adoption = document.path("adoption");
        if (!adoption.path("allMarked").isBoolean() || !document.path("changes").isArray()) {
            throw new IllegalArgumentException("it has no adoption or no changes");
        }
        Set<ObjectName> adopted = Json.words(adoption.path("objects")).stream()
                .map(ObjectName::parse)
                .collect(Collectors.toSet());
        List<Change> changes = new ArrayList<>();
        document.path("changes").forEach(change -> changes.add(ChangeDocument.read(change)));
        return new SavedPlan(
                new GroupName(ChangeDocument.text(document, "group")),
                new Direction(
                        new RegionName(ChangeDocument.text(direction, "source")),
                        new RegionName(ChangeDocument.text(direction, "replica"))),
                new Epoch(ChangeDocument.number(document, "epoch")),
                new Adoption(adoption.path("allMarked").asBoolean(), adopted),
                changes,
                ChangeDocument.text(document, "hash"));
    }
}
