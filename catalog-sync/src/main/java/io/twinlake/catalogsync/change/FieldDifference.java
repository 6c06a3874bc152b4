package io.twinlake.catalogsync.change;

import org.jspecify.annotations.Nullable;

/** One field that differs; null where a side lacks it. The source's value is written as the replica should have it. */
public record FieldDifference(
        String name, @Nullable String source, @Nullable String replica) {
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
