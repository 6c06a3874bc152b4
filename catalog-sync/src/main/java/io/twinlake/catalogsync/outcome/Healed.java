package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;
import org.jspecify.annotations.Nullable;

/**
 * A field that somebody changed at the replica and that is put back because the group says {@code onDrift: healMetadata}; null where a side
 * lacks it.
 *
 * @param source what the replica gets
 * @param replica what somebody made of it there
 */
public record Healed(
        SecurableKey key,
        String field,
        @Nullable String source,
        @Nullable String replica) {
    @Override
    public String toString() {
        return field + " of " + key + ", which somebody made " + shown(replica) + ", becomes " + shown(source);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }
}
