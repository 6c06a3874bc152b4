package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.JsonNode;

/** What makes two file actions one: the data file, and the deletion vector that goes with it. */
public record FileKey(String path, String deletionVector) {

    /** The key of the body of an {@code add} or {@code remove} action. */
    public static FileKey of(JsonNode action) {
        JsonNode vector = action.path("deletionVector");
        if (!vector.isObject()) {
            return new FileKey(action.path("path").asText(), "");
        }
        String id = vector.path("storageType").asText()
                + vector.path("pathOrInlineDv").asText()
                + (vector.hasNonNull("offset") ? "@" + vector.path("offset").asLong() : "");
        return new FileKey(action.path("path").asText(), id);
    }
}
