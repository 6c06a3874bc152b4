package io.twinlake.orchestrator.answer.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.change.FirstClones;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.orchestrator.answer.NotListedAnswer;
import io.twinlake.orchestrator.answer.difference.FieldLines;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.plan.ChangeDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers {@code plan}. */
public record PlanAnswer(Plan plan) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document().put("group", plan.group().value()).put("hash", plan.hash());
        document.putObject("direction")
                .put("source", plan.direction().source().value())
                .put("replica", plan.direction().replica().value());
        document.put("epoch", plan.epoch().number());
        document.put("unread", plan.unread());
        ObjectNode counts = document.putObject("counts");
        plan.counts().forEach((type, count) -> counts.put(type.word(), count));
        describe(plan.firstClones(), document.putObject("firstClones"));
        ArrayNode changes = document.putArray("changes");
        plan.changes().forEach(change -> ChangeDocument.write(change, changes.addObject()));
        new RemarksAnswer(plan.remarks()).describe(document);
        return document;
    }

    private static void describe(FirstClones first, ObjectNode node) {
        node.put("bytes", first.bytes())
                .put("bytesPerSecond", first.bytesPerSecond())
                .put(
                        "measuredByRun",
                        first.measured().map(run -> run.run().value()).orElse(null))
                .put("estimatedSeconds", first.estimate().toSeconds());
        ArrayNode tables = node.putArray("tables");
        first.tables()
                .forEach(table -> tables.addObject()
                        .put("object", table.object().toString())
                        .put("files", table.size() == null ? null : table.size().files())
                        .put("bytes", table.size() == null ? null : table.size().bytes()));
    }

    @Override
    public Optional<String> list() {
        return Optional.of("changes");
    }

    @Override
    public void print(Page page) {
        page.line("Group " + plan.group() + ": " + plan.direction().source() + " -> "
                + plan.direction().replica() + ", epoch " + plan.epoch() + ".");
        List<Change> shown = plan.changes().stream()
                .filter(change -> change.type() != ChangeType.KEEP)
                .toList();
        if (!shown.isEmpty()) {
            page.blank();
            page.table(
                    List.of("WAVE", "CHANGE", "KIND", "OBJECT", "FIELDS"),
                    shown.stream().map(PlanAnswer::row).toList());
            page.blank();
        }
        shown.stream().filter(PlanAnswer::isTold).forEach(change -> tell(change, page));
        new RemarksAnswer(plan.remarks()).print(page);
        new NotListedAnswer(plan.remarks().notListed()).print(page);
        plan.firstClones().sentence().ifPresent(page::line);
        page.line(sentence());
        page.verbatim("plan " + plan.hash());
    }

    /** What is new has no old value, and stands in the table with all that is said of it. */
    private static boolean isTold(Change change) {
        return change.reason() != null
                || (change.type() != ChangeType.CREATE && !change.fields().isEmpty());
    }

    private static void tell(Change change, Page page) {
        String named = change.type().word() + " " + change.kind().word() + " " + change.object();
        page.line(change.reason() == null ? named : named + ": " + change.reason());
        new FieldLines(change.fields()).print(page);
    }

    private static List<String> row(Change change) {
        String fields = change.fields().stream().map(FieldDifference::name).collect(Collectors.joining(", "));
        return List.of(
                Integer.toString(change.wave()),
                change.type().word(),
                change.kind().word(),
                change.object().toString(),
                fields);
    }

    private String sentence() {
        String counted = plan.counts().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " to " + entry.getKey().word())
                .map(text -> text.replace("to unsupported", "unsupported").replace("to blocked", "blocked"))
                .collect(Collectors.joining(", "));
        return (counted.isEmpty()
                        ? "Nothing is in scope"
                        : "Of " + plan.changes().size() + " objects: " + counted)
                + (plan.unread() == 0 ? "" : ", " + plan.unread() + " of these because of what could not be read")
                + ". Nothing was changed.";
    }
}
