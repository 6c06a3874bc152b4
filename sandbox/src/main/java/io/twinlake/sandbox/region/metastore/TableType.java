package io.twinlake.sandbox.region.metastore;

/** What a table is, in Unity Catalog's words. */
public enum TableType {
    MANAGED,
    EXTERNAL,
    VIEW,
    MANAGED_SHALLOW_CLONE,
    EXTERNAL_SHALLOW_CLONE
}
