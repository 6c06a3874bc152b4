package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.orchestrator.cli.Page;
import java.util.List;

/** What no count holds, because nobody listed it, in documents and on pages. */
public record NotListedAnswer(List<NotListed> notListed) {
    public void describe(ObjectNode document) {
        ArrayNode array = document.putArray("notListed");
        notListed.forEach(each -> array.addObject().put("what", each.what()).put("reason", each.why()));
    }

    public void print(Page page) {
        notListed.forEach(each -> page.line("Not listed, so not counted: " + each));
    }
}
