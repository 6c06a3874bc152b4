package io.twinlake.clients.databricks;

import java.util.Set;

/**
 * Who Twinlake is in a workspace.
 *
 * @param name as grants and owners have it: a user's name, a service principal's application id
 * @param groups names of the groups that it is in, as far as the workspace tells them
 * @param isMetastoreAdmin whether the metastore is its own, or a group's that it is in
 */
public record Principal(String name, Set<String> groups, boolean isMetastoreAdmin) {
    public Principal {
        groups = Set.copyOf(groups);
    }

    /** Whether a grant or an owner of that name means it. */
    public boolean is(String grantee) {
        return grantee.equals(name) || groups.contains(grantee);
    }
}
