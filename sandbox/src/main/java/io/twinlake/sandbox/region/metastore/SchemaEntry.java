package io.twinlake.sandbox.region.metastore;

import org.jspecify.annotations.Nullable;

/** A schema; the storage root is null where its catalog's serves. */
public record SchemaEntry(Header header, @Nullable String storageRoot, String predictiveOptimization)
        implements Securable {

    @Override
    public SecurableKind kind() {
        return SecurableKind.SCHEMA;
    }

    @Override
    public SchemaEntry withHeader(Header newHeader) {
        return new SchemaEntry(newHeader, storageRoot, predictiveOptimization);
    }

    public SchemaEntry optimized(String flag) {
        return new SchemaEntry(header, storageRoot, flag);
    }

    public String catalog() {
        return fullName().substring(0, fullName().indexOf('.'));
    }

    /** Its own part of its name. */
    public String name() {
        return fullName().substring(fullName().indexOf('.') + 1);
    }
}
