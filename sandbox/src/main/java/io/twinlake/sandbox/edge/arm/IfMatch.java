package io.twinlake.sandbox.edge.arm;

import io.javalin.http.Context;
import io.twinlake.sandbox.store.Document;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The condition of a write: the entity tag that the writer has read, {@code *}, or none. */
record IfMatch(@Nullable String tag) {

    static IfMatch of(Context context) {
        return new IfMatch(context.header("If-Match"));
    }

    /** The condition of a request that must state one. */
    static IfMatch required(Context context) {
        IfMatch condition = of(context);
        if (condition.tag() == null) {
            throw ArmFailure.invalid("the If-Match header is required.");
        }
        return condition;
    }

    /** Whether it holds: a stated one never does for what is not there. */
    boolean holds(Optional<Document> current) {
        return tag == null || current.filter(this::names).isPresent();
    }

    private boolean names(Document document) {
        return "*".equals(tag) || tagOf(document).equals(tag);
    }

    /** The entity tag of a document, quoted: like a row version, eight bytes in base64. */
    static String tagOf(Document document) {
        byte[] revision =
                ByteBuffer.allocate(Long.BYTES).putLong(document.revision()).array();
        return '"' + Base64.getEncoder().encodeToString(revision) + '"';
    }
}
