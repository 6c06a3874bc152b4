package io.twinlake.orchestrator.answer.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.outcome.Healed;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.orchestrator.answer.NotListedAnswer;
import io.twinlake.orchestrator.cli.Page;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What plans and syncs remark, in their documents and on their pages. */
record RemarksAnswer(Remarks remarks) {
    void describe(ObjectNode document) {
        ArrayNode warnings = document.putArray("warnings");
        remarks.warnings().forEach(warnings::add);
        ArrayNode kept = document.putArray("kept");
        for (Kept each : remarks.kept()) {
            kept.addObject()
                    .put("object", each.key().name().toString())
                    .put("kind", each.key().kind().word())
                    .put("what", each.what())
                    .put("reason", each.reason());
        }
        ArrayNode unknown = document.putArray("unknown");
        for (Unknown each : remarks.unknown()) {
            unknown.addObject()
                    .put("object", each.key().name().toString())
                    .put("kind", each.key().kind().word())
                    .put("what", each.what())
                    .put("missingPrivilege", each.missingPrivilege());
        }
        new NotListedAnswer(remarks.notListed()).describe(document);
        describe(remarks.healed(), document.putArray("healed"));
    }

    private static void describe(List<Healed> healed, ArrayNode array) {
        for (Healed each : healed) {
            array.addObject()
                    .put("object", each.key().name().toString())
                    .put("kind", each.key().kind().word())
                    .put("field", each.field())
                    .put("source", each.source())
                    .put("replica", each.replica());
        }
    }

    private static String why(Unknown unknown) {
        return unknown.what() + ", so nothing of them was compared or changed: Twinlake lacks "
                + unknown.missingPrivilege() + ".";
    }

    /** What is unknown for one reason is one line. */
    void print(Page page) {
        remarks.warnings().forEach(warning -> page.line("Warning: " + warning));
        remarks.kept().forEach(kept -> page.line("Kept: " + kept));
        remarks.healed().forEach(healed -> page.line("By onDrift: healMetadata: " + healed + "."));
        remarks.unknown().stream()
                .collect(Collectors.groupingBy(RemarksAnswer::why, TreeMap::new, Collectors.counting()))
                .forEach((why, count) -> page.line("Unknown: of " + count + " objects the " + why));
    }
}
