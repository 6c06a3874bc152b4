package io.twinlake.clients.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it was read: all its fields, also those that are newer than this program.
 *
 * @param etag names this state of it; null where its type has none
 */
public record ArmResource(
        String id, ObjectNode body, @Nullable String etag) {
    /** Its properties; a copy that may be changed. */
    public ObjectNode properties() {
        return body.path("properties") instanceof ObjectNode properties ? properties.deepCopy() : body.objectNode();
    }

    /** It may hold credentials: only what it is goes into a text. */
    @Override
    public String toString() {
        return id + " " + etag;
    }
}
