package io.twinlake.clients.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is to be written; every try of an upload reads it from its beginning. */
public sealed interface BlobContent {
    static BlobContent of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    static BlobContent of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static BlobContent of(Path file) {
        return new File(file);
    }

    /** Bytes in memory. */
    final class Bytes implements BlobContent {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** A file that nobody changes meanwhile. */
    record File(Path path) implements BlobContent {}
}
