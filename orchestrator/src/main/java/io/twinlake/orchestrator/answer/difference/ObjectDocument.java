package io.twinlake.orchestrator.answer.difference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.plan.ChangeDocument;

/** A compared object as documents and sentences have it. */
public final class ObjectDocument {
    private ObjectDocument() {}

    /** {@code object}, {@code kind}, {@code state}, {@code reason}, {@code tier} and {@code differs[]}. */
    public static ObjectNode write(ObjectParity object, Tier tier, ObjectNode node) {
        node.put("object", object.object().toString())
                .put("kind", object.kind().word())
                .put("state", object.state().word())
                .put("reason", object.reason())
                .put("tier", tier.word());
        ChangeDocument.write(object.differs(), node.putArray("differs"));
        return node;
    }

    /** Whole, however long: the reason names the rows that differ. */
    public static String sentence(ObjectParity object) {
        String named = Page.spoken(object.state().word()) + " " + object.kind().word() + " " + object.object();
        return object.reason() == null ? named : named + ": " + object.reason();
    }
}
