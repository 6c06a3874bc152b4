package io.twinlake.ledger.state;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object in one of the two regions.
 *
 * @param id the region's own id of it (table id, schema id), where the kind has one
 * @param fingerprint hash of its definition as it was when the pair was made, or when we last wrote it
 * @param version the Delta version that the other side's is paired with, for tables
 * @param strangers who has rights on the other side and is nobody in this region, by the names that they would have here
 */
public record Side(
        @Nullable String id,
        @Nullable String fingerprint,
        @Nullable Long version,
        SortedSet<String> strangers) {
    /** Nothing is known. */
    public static final Side UNKNOWN = new Side(null, null, null);

    public Side {
        strangers = Collections.unmodifiableSortedSet(new TreeSet<>(strangers));
    }

    /** Of an object that all know who have rights on the other side. */
    public Side(@Nullable String id, @Nullable String fingerprint, @Nullable Long version) {
        this(id, fingerprint, version, new TreeSet<>());
    }

    /** The same with others who are nobody here. */
    public Side with(SortedSet<String> others) {
        return new Side(id, fingerprint, version, others);
    }
}
