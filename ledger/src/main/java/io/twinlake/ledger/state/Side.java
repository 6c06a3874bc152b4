package io.twinlake.ledger.state;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an object in one of the two regions.
 *
 * @param id the region's own id of it (table id, schema id), where the kind has one
 * @param fingerprint hash of its definition as it was when the pair was made, or when we last wrote it
 * @param version the Delta version that the other side's is paired with, for tables
 */
public record Side(
        @Nullable String id,
        @Nullable String fingerprint,
        @Nullable Long version) {
    /** Nothing is known. */
    public static final Side UNKNOWN = new Side(null, null, null);
}
