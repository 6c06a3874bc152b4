package io.twinlake.clients.storage;

import java.nio.charset.StandardCharsets;

/** A blob with all of its bytes, as they were in the state that {@code entry} names. */
public record Blob(BlobEntry entry, byte[] content) {
    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
