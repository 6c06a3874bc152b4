package io.twinlake.sandbox.region.metastore.access;

import java.util.Set;

/**
 * Who asks: a principal, the groups that it is in, and its roles.
 *
 * @param browsing true where it wants to see also what it may but browse
 */
public record Caller(String principal, Set<String> groups, Set<Role> roles, boolean browsing) {

    public Caller {
        groups = Set.copyOf(groups);
        roles = Set.copyOf(roles);
    }

    public Caller(String principal, Set<String> groups, Set<Role> roles) {
        this(principal, groups, roles, false);
    }

    /** The same, who also wants to see what it may but browse. */
    public Caller browser() {
        return new Caller(principal, groups, roles, true);
    }

    /** True where a grant or an owner of that name means this caller. */
    public boolean is(String name) {
        return name.equals(principal) || groups.contains(name);
    }

    /** True where no rule binds the caller. */
    public boolean isRoot() {
        return roles.contains(Role.ROOT);
    }

    boolean isMetastoreAdmin() {
        return isRoot() || roles.contains(Role.METASTORE_ADMIN);
    }

    public boolean isWorkspaceAdmin() {
        return isRoot() || roles.contains(Role.WORKSPACE_ADMIN);
    }
}
