package io.twinlake.sandbox.region.metastore.access;

import java.util.Set;

/** Privileges to give to and to take from one principal; removal comes first. */
public record GrantChange(String principal, Set<String> add, Set<String> remove) {

    public GrantChange {
        add = Set.copyOf(add);
        remove = Set.copyOf(remove);
    }
}
