package io.twinlake.sandbox.region.metastore.access;

import java.util.Set;

/** Who asks: a principal, the groups that it is in, and whether it administers the metastore. */
public record Caller(String principal, Set<String> groups, boolean admin) {

    public Caller {
        groups = Set.copyOf(groups);
    }

    /** True where a grant or an owner of that name means this caller. */
    public boolean is(String name) {
        return name.equals(principal) || groups.contains(name);
    }
}
