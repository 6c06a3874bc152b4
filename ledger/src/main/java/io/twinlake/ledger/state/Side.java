package io.twinlake.ledger.state;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object in one of the two regions.
 *
 * @param id the region's own id of it (table id, schema id), where the kind has one
 * @param fingerprint hash of its definition as it was when the pair was made, or when we last wrote it
 * @param version the Delta version that the other side's is paired with, for tables
 * @param settled the newest of the commits behind that version that were settled where they stand, null where none were: they are kept aside or
 *     given up, and the rows at this version are those of no version of the other side
 * @param strangers who has rights on the other side and is nobody in this region, by the names that they would have here
 * @param platformProperties properties that the platform does not let be alike in both regions, with the values that they had here when
 *     that was learnt
 */
public record Side(
        @Nullable String id,
        @Nullable String fingerprint,
        @Nullable Long version,
        @Nullable Long settled,
        SortedSet<String> strangers,
        SortedMap<String, String> platformProperties) {
    /** Nothing is known. */
    public static final Side UNKNOWN = new Side(null, null, null);

    public Side {
        strangers = Collections.unmodifiableSortedSet(new TreeSet<>(strangers));
        platformProperties = Collections.unmodifiableSortedMap(new TreeMap<>(platformProperties));
    }

    /** Of an object that all know who have rights on the other side. */
    public Side(@Nullable String id, @Nullable String fingerprint, @Nullable Long version) {
        this(id, fingerprint, version, new TreeSet<>(), new TreeMap<>());
    }

    /** Of an object that is paired as it stands: nothing behind the pair was settled. */
    public Side(
            @Nullable String id,
            @Nullable String fingerprint,
            @Nullable Long version,
            SortedSet<String> strangers,
            SortedMap<String, String> platformProperties) {
        this(id, fingerprint, version, null, strangers, platformProperties);
    }

    /** The version up to which every commit is replicated or settled: who committed behind it is asked about. */
    public @Nullable Long accounted() {
        return settled == null ? version : settled;
    }

    /** The same with its commits settled up to a version. */
    public Side settledAt(long newest) {
        return new Side(id, fingerprint, version, newest, strangers, platformProperties);
    }

    /** The same object as it was found or left now, paired anew. */
    public Side as(@Nullable String idNow, @Nullable String fingerprintNow, @Nullable Long versionNow) {
        return new Side(idNow, fingerprintNow, versionNow, strangers, platformProperties);
    }
}
