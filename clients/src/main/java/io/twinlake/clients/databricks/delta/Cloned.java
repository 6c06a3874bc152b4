package io.twinlake.clients.databricks.delta;

import io.twinlake.clients.databricks.sharing.Mounted;
import org.jspecify.annotations.Nullable;

/**
 * What a CLONE copied, as far as the platform says so.
 *
 * @param source the table as the platform names it, null where it does not
 * @param version the source's
 */
public record Cloned(@Nullable String source, long version, boolean shallow) {
    /** Whether the source is told by a name, and is that table. */
    boolean isOf(Mounted table) {
        return isNamed() && table.isNamed(String.valueOf(source));
    }

    /** Whether nothing that is told speaks against that table: a place names no table that could be compared. */
    public boolean mayBeOf(Mounted table) {
        return !isNamed() || isOf(table);
    }

    /** The platform writes a table without a name as {@code delta.`abfss://...`}; no name has a slash. */
    private boolean isNamed() {
        return source != null && !source.contains("/");
    }
}
