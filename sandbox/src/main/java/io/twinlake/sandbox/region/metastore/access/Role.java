package io.twinlake.sandbox.region.metastore.access;

/** What a principal is beside its grants; a principal may be several of these, most are none. */
public enum Role {
    /** The sandbox's own principal: no rule binds it. */
    ROOT,
    /** Sees all, grants on and gives away anything, makes what belongs to the metastore; reads no data. */
    METASTORE_ADMIN,
    /** Makes what belongs to the metastore; what others made is theirs. */
    WORKSPACE_ADMIN
}
