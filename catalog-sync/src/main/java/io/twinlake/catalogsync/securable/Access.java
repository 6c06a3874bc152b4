package io.twinlake.catalogsync.securable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with an object.
 *
 * @param owner null where the platform names none
 * @param grants direct privileges by principal, by their REST names
 */
public record Access(@Nullable String owner, SortedMap<String, SortedSet<String>> grants) {
    public Access {
        grants = Collections.unmodifiableSortedMap(new TreeMap<>(grants));
    }

    /** The same access of principals under other names. What two principals have that get one name is put together. */
    public Access mapped(UnaryOperator<String> principals) {
        SortedMap<String, SortedSet<String>> renamed = new TreeMap<>();
        grants.forEach(
                (principal, privileges) -> renamed.computeIfAbsent(principals.apply(principal), name -> new TreeSet<>())
                        .addAll(privileges));
        return new Access(owner == null ? null : principals.apply(owner), renamed);
    }

    /** All of it by the names under which parity compares it. */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        if (owner != null) {
            fields.put("owner", owner);
        }
        grants.forEach((principal, privileges) -> fields.put("grant." + principal, String.join(",", privileges)));
        return fields;
    }
}
