package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.ParityReport.Answers;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.answer.difference.ObjectDocument;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Answers {@code verify}. */
public record VerifyAnswer(RunId run, ParityReport parity) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document()
                .put("run", run.value())
                .put("tier", parity.tier().word())
                .put("at", parity.at().toString());
        parity.counts().words().forEach(document::put);
        ArrayNode objects = document.putArray("objects");
        for (ObjectParity object : parity.objects()) {
            ObjectDocument.write(object, parity.tier(), objects.addObject());
        }
        describe(parity.answers(), document.putObject("answers"));
        new NotListedAnswer(parity.notListed()).describe(document);
        return document;
    }

    private static void describe(Answers answers, ObjectNode node) {
        node.put("equal", answers.equal()).put("rowsAtMost", Answers.ROWS);
        describe(answers.different(), node.putArray("different"));
        describe(answers.notCompared(), node.putArray("notCompared"));
    }

    private static void describe(SortedMap<ObjectName, String> views, ArrayNode node) {
        views.forEach((view, reason) ->
                node.addObject().put("object", view.toString()).put("reason", reason));
    }

    @Override
    public Optional<String> list() {
        return Optional.of("objects");
    }

    @Override
    public void print(Page page) {
        List<ObjectParity> outstanding = parity.objects().stream()
                .filter(object -> object.state() != ParityState.IN_SYNC)
                .toList();
        outstanding.forEach(object -> page.line(ObjectDocument.sentence(object)));
        Answers answers = parity.answers();
        answers.different()
                .forEach((view, how) -> page.line("other rows view " + view + ": " + how
                        + "; its text and all that it reads are equal, so no sync mends it"));
        answers.notCompared().forEach((view, why) -> page.line("rows not compared view " + view + ": " + why));
        if (!outstanding.isEmpty()
                || !answers.different().isEmpty()
                || !answers.notCompared().isEmpty()) {
            page.blank();
        }
        ParityCounts counts = parity.counts();
        String others = counts.byState().entrySet().stream()
                .filter(entry -> entry.getKey() != ParityState.IN_SYNC && entry.getValue() > 0)
                .map(entry -> ", " + entry.getValue() + " "
                        + Page.spoken(entry.getKey().word()))
                .collect(Collectors.joining());
        page.line("Compared by " + parity.tier().word() + ": " + counts.of(ParityState.IN_SYNC) + " of "
                + counts.inScope() + " objects are in sync" + others + ".");
        answers.sentence().ifPresent(page::line);
        new NotListedAnswer(parity.notListed()).print(page);
    }
}
