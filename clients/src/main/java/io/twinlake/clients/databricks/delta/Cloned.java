package io.twinlake.clients.databricks.delta;

import io.twinlake.config.name.ObjectName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a CLONE copied, as far as the platform says so.
 *
 * @param source the table as the platform names it, null where it does not
 * @param version the source's
 */
public record Cloned(@Nullable String source, long version, boolean shallow) {
    /** Whether the source is told by a name, and is that table. */
    boolean isOf(ObjectName table) {
        return isNamed() && name().equals(table.fullName().toLowerCase(Locale.ROOT));
    }

    /** Whether nothing that is told speaks against that table: a place names no table that could be compared. */
    public boolean mayBeOf(ObjectName table) {
        return !isNamed() || isOf(table);
    }

    /** The platform writes a table without a name as {@code delta.`abfss://...`}; no name has a slash. */
    private boolean isNamed() {
        return source != null && !source.contains("/");
    }

    private String name() {
        return String.valueOf(source).replace("`", "").toLowerCase(Locale.ROOT);
    }
}
