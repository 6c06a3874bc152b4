package io.twinlake.sandbox.region.metastore.access;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The direct privileges on one securable, by principal. */
public record Grant(Map<String, NavigableSet<String>> privileges) {

    static final Grant NONE = new Grant(Map.of());

    public Grant {
        NavigableMap<String, NavigableSet<String>> sorted = new TreeMap<>();
        privileges.forEach((principal, held) -> sorted.put(principal, new TreeSet<>(held)));
        privileges = Collections.unmodifiableNavigableMap(sorted);
    }

    Grant changed(GrantChange change) {
        Map<String, NavigableSet<String>> next = new TreeMap<>(privileges);
        NavigableSet<String> held = new TreeSet<>(next.getOrDefault(change.principal(), new TreeSet<>()));
        change.remove().forEach(held::remove);
        held.addAll(change.add());
        if (held.isEmpty()) {
            next.remove(change.principal());
        } else {
            next.put(change.principal(), held);
        }
        return new Grant(next);
    }
}
