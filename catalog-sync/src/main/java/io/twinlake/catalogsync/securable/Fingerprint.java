package io.twinlake.catalogsync.securable;

import io.twinlake.clients.Digest;
import java.util.Map;

/** Hashes of an object's definition and of the access to it, told apart: each says whether somebody changed it since it was last seen. */
public record Fingerprint(String definition, String access) {
    private static final int LENGTH = 32;

    static Fingerprint of(Map<String, String> definition, Map<String, String> access) {
        return new Fingerprint(hash(definition), hash(access));
    }

    /** Reads what {@link #toString} wrote. */
    public static Fingerprint parse(String text) {
        return new Fingerprint(text.substring(0, LENGTH), text.substring(LENGTH));
    }

    private static String hash(Map<String, String> fields) {
        Digest digest = new Digest();
        fields.forEach((name, value) -> digest.add(name, value));
        return digest.hex().substring(0, LENGTH);
    }

    /** Both hashes in 64 characters. */
    @Override
    public String toString() {
        return definition + access;
    }
}
