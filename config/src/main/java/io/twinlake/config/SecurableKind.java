package io.twinlake.config;

/** The kinds of Unity Catalog securables that a failover group may hold. */
public enum SecurableKind {
    CATALOG,
    SCHEMA,
    TABLE,
    VIEW,
    FUNCTION,
    VOLUME,
    MODEL;

    /** How reports and messages write the kind: lower case. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
