package io.twinlake.orchestrator.answer.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.sync.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers {@code sync}. */
public record SyncAnswer(SyncReport report) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document()
                .put("run", report.run().value())
                .put("result", report.result().name());
        ObjectNode counts = document.putObject("counts");
        Counts.byWord(report.counts()).forEach(counts::put);
        ArrayNode clones = document.putArray("clones");
        report.clones().forEach(clone -> describe(clone, clones.addObject()));
        ArrayNode failed = document.putArray("failed");
        report.failed().forEach(outcome -> describe(outcome, failed.addObject()));
        new RemarksAnswer(report.remarks()).describe(document);
        document.put(
                "replicationPoint",
                report.replicationPoint().map(Instant::toString).orElse(null));
        return document;
    }

    private static void describe(CloneRecord clone, ObjectNode node) {
        node.put("object", clone.object().toString())
                .put("sourceVersion", clone.source().version())
                .put("replicaVersion", clone.copy().version())
                .put("files", clone.copy().files())
                .put("bytes", clone.copy().bytes())
                .put("mode", mode(clone));
    }

    private static void describe(ObjectOutcome outcome, ObjectNode node) {
        node.put("object", outcome.object().toString())
                .put("kind", outcome.kind().word());
        if (outcome.failure() != null) {
            node.put("category", outcome.failure().category())
                    .put("message", outcome.failure().message())
                    .put("next", outcome.failure().next());
        }
    }

    @Override
    public void print(Page page) {
        if (!report.clones().isEmpty()) {
            page.table(
                    List.of("CLONED", "SOURCE", "REPLICA", "FILES", "BYTES", "MODE"),
                    report.clones().stream().map(SyncAnswer::row).toList());
            page.blank();
        }
        new RemarksAnswer(report.remarks()).print(page);
        report.failed().forEach(outcome -> page.line(sentence(outcome)));
        page.line("Run " + report.run() + " " + report.result().word() + ": " + Counts.sentence(report));
        String who = neverThere() ? "The group without what is named above" : "The whole group";
        page.line(report.replicationPoint()
                .map(point -> who + " is at the replica up to " + point + ".")
                .orElse("The group was never wholly at the replica yet."));
    }

    /** Whether the point in time leaves objects out: what is not protected has none. */
    private boolean neverThere() {
        return report.failed().stream()
                .anyMatch(outcome -> outcome.outcome() == Outcome.BLOCKED || outcome.outcome() == Outcome.UNSUPPORTED);
    }

    private static List<String> row(CloneRecord clone) {
        return List.of(
                clone.object().toString(),
                "v" + clone.source().version(),
                clone.copy().version() == null ? "-" : "v" + clone.copy().version(),
                number(clone.copy().files()),
                number(clone.copy().bytes()),
                String.valueOf(mode(clone)));
    }

    private static @Nullable String mode(CloneRecord clone) {
        return clone.mode() == null ? null : clone.mode().word();
    }

    private static String number(@Nullable Long number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    private static String sentence(ObjectOutcome outcome) {
        String what = outcome.kind().word() + " " + outcome.object() + " "
                + outcome.outcome().word();
        return outcome.failure() == null
                ? what + "."
                : what + ": " + outcome.failure().message()
                        + (outcome.failure().message().endsWith(".") ? " " : ". ")
                        + outcome.failure().next();
    }
}
