package io.twinlake.clients.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A resource as Azure gave it, also with properties that are newer than this program.
 *
 * @param etag names this state of it; null where its type has none
 */
public record ArmResource(
        String id, ObjectNode properties, @Nullable String etag) {
    /** It may hold credentials: only what it is goes into a text. */
    @Override
    public String toString() {
        return id + " " + etag;
    }
}
