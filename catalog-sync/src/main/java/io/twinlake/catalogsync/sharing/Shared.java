package io.twinlake.catalogsync.sharing;

import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Failure;
import java.util.Map;
import java.util.Objects;

/**
 * What became of sharing tables.
 *
 * @param mounted each table that is shared, as the recipient sees it
 * @param failures why others are not
 */
public record Shared(Map<ObjectName, ObjectName> mounted, Map<ObjectName, Failure> failures) {
    public Shared {
        mounted = Map.copyOf(mounted);
        failures = Map.copyOf(failures);
    }

    /** The table as the recipient sees it; it must be among those that are shared. */
    public ObjectName seen(ObjectName table) {
        return Objects.requireNonNull(mounted.get(table), () -> table + " is not shared");
    }
}
