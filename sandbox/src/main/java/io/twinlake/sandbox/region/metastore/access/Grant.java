package io.twinlake.sandbox.region.metastore.access;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The direct privileges on one securable, by principal. */
public record Grant(Map<String, SortedSet<String>> privileges) {

    static final Grant NONE = new Grant(Map.of());

    public Grant {
        SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
        privileges.forEach((principal, held) -> sorted.put(principal, new TreeSet<>(held)));
        privileges = java.util.Collections.unmodifiableSortedMap(sorted);
    }

    Grant changed(GrantChange change) {
        Map<String, SortedSet<String>> next = new TreeMap<>(privileges);
        SortedSet<String> held = new TreeSet<>(next.getOrDefault(change.principal(), new TreeSet<>()));
        change.remove().forEach(held::remove);
        if (change.remove().contains("ALL_PRIVILEGES")) {
            held.clear();
        }
        held.addAll(change.add());
        if (held.isEmpty()) {
            next.remove(change.principal());
        } else {
            next.put(change.principal(), held);
        }
        return new Grant(next);
    }
}
