package io.twinlake.sandbox.region.permission;

import io.twinlake.sandbox.region.metastore.access.Caller;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The levels that principals have on an object: one owner, and what others were given. */
record AccessControlList(String owner, SortedMap<String, PermissionLevel> levels) {

    AccessControlList {
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    static AccessControlList ownedBy(String owner) {
        return new AccessControlList(owner, Collections.emptySortedMap());
    }

    /** The highest level that the caller and its groups have; empty where they have none. */
    Optional<PermissionLevel> of(Caller caller) {
        if (caller.principal().equals(owner)) {
            return Optional.of(PermissionLevel.IS_OWNER);
        }
        return levels.entrySet().stream()
                .filter(entry -> caller.is(entry.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }

    /** With these levels beside those that it has; an owner who is followed by another keeps CAN_MANAGE. */
    AccessControlList with(Map<String, PermissionLevel> given) {
        String next = owner;
        SortedMap<String, PermissionLevel> all = new TreeMap<>(levels);
        for (Map.Entry<String, PermissionLevel> entry : given.entrySet()) {
            if (entry.getValue() == PermissionLevel.IS_OWNER) {
                if (!next.equals(entry.getKey())) {
                    all.put(next, PermissionLevel.CAN_MANAGE);
                }
                all.remove(entry.getKey());
                next = entry.getKey();
            } else if (!entry.getKey().equals(next)) {
                all.put(entry.getKey(), entry.getValue());
            }
        }
        return new AccessControlList(next, all);
    }
}
