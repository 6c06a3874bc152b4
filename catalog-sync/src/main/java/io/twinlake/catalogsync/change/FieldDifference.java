package io.twinlake.catalogsync.change;

import io.twinlake.catalogsync.securable.Description;
import org.jspecify.annotations.Nullable;

/** One field that differs; null where a side lacks it. The source's value is written as the replica should have it. */
public record FieldDifference(
        String name, @Nullable String source, @Nullable String replica) {
    private static final String VERSION = "dataVersion";

    /** The version of a table's rows, and that which the replica has of them. */
    public static FieldDifference ofVersions(long source, @Nullable Long replicated) {
        return new FieldDifference(
                VERSION, Long.toString(source), replicated == null ? null : Long.toString(replicated));
    }

    /** Whether the field is one of the properties. */
    public boolean isOfProperty() {
        return name.startsWith(Description.PROPERTY);
    }

    /** The property's own name. */
    public String property() {
        return name.substring(Description.PROPERTY.length());
    }

    @Override
    public String toString() {
        return name + ": " + shown(source) + " at the source, " + shown(replica) + " at the replica";
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        return value.length() <= 60 ? "'" + value + "'" : "'" + value.substring(0, 57) + "...'";
    }
}
