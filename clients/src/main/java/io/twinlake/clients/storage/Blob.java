package io.twinlake.clients.storage;

import java.nio.charset.StandardCharsets;

/** A blob with all of its bytes, as they were in one of its states. */
public final class Blob {
    private final BlobEntry entry;
    private final byte[] content;

    Blob(BlobEntry entry, byte[] content) {
        this.entry = entry;
        this.content = content;
    }

    public BlobEntry entry() {
        return entry;
    }

    public byte[] content() {
        return content.clone();
    }

    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
