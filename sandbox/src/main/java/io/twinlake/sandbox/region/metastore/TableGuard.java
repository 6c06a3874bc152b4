package io.twinlake.sandbox.region.metastore;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table's row filter and column masks.
 *
 * @param masks by the column's name in lower case
 */
public record TableGuard(@Nullable GuardCall filter, Map<String, GuardCall> masks) {

    /** Hides nothing. */
    public static final TableGuard NONE = new TableGuard(null, Map.of());

    public TableGuard {
        masks = Collections.unmodifiableMap(new TreeMap<>(masks));
    }

    public TableGuard withFilter(@Nullable GuardCall newFilter) {
        return new TableGuard(newFilter, masks);
    }

    /** With another mask of a column, or without one. */
    public TableGuard withMask(String column, @Nullable GuardCall mask) {
        Map<String, GuardCall> changed = new TreeMap<>(masks);
        if (mask == null) {
            changed.remove(column.toLowerCase(Locale.ROOT));
        } else {
            changed.put(column.toLowerCase(Locale.ROOT), mask);
        }
        return new TableGuard(filter, changed);
    }

    /** What is called in the place of a column's value. */
    public Optional<GuardCall> mask(String column) {
        return Optional.ofNullable(masks.get(column.toLowerCase(Locale.ROOT)));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** The functions that are called. */
    public List<TableName> functions() {
        return Stream.concat(Stream.ofNullable(filter), masks.values().stream())
                .map(GuardCall::function)
                .distinct()
                .toList();
    }
}
