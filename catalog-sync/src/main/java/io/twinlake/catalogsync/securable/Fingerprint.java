package io.twinlake.catalogsync.securable;

import io.twinlake.clients.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of an object's definition, of the access to it and of its tags, told apart: each says whether somebody changed it since it was last seen.
 *
 * @param tags null where they were not known
 */
public record Fingerprint(
        String definition, String access, @Nullable String tags) {
    private static final int LENGTH = 32;

    static Fingerprint of(Map<String, String> definition, Map<String, String> access, @Nullable Tags tags) {
        return new Fingerprint(hash(definition), hash(access), tags == null ? null : hash(tags.fields()));
    }

    /** Reads what {@link #toString} wrote. */
    public static Fingerprint parse(String text) {
        String tags = text.substring(2 * LENGTH);
        return new Fingerprint(
                text.substring(0, LENGTH), text.substring(LENGTH, 2 * LENGTH), tags.isEmpty() ? null : tags);
    }

    private static String hash(Map<String, String> fields) {
        Digest digest = new Digest();
        fields.forEach((name, value) -> digest.add(name, value));
        return digest.hex().substring(0, LENGTH);
    }

    /** Whether they differ in nothing that both of them know. */
    public boolean saysAs(Fingerprint other) {
        return definition.equals(other.definition)
                && access.equals(other.access)
                && (tags == null || other.tags == null || tags.equals(other.tags));
    }

    /** Whether both know the tags, and know the same. */
    public static boolean sameTags(Fingerprint one, Fingerprint other) {
        return one.tags != null && one.tags.equals(other.tags);
    }

    /** The same with the tags of an earlier one where it knows none. */
    public Fingerprint orTagsOf(Fingerprint before) {
        return tags == null ? new Fingerprint(definition, access, before.tags) : this;
    }

    /** The hashes in 64 characters, or in 96 with that of the tags. */
    @Override
    public String toString() {
        return definition + access + (tags == null ? "" : tags);
    }
}
