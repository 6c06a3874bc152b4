package io.twinlake.sandbox.region.metastore;

/** An object that has an owner and grants. */
public sealed interface Securable
        permits CatalogEntry,
                SchemaEntry,
                TableEntry,
                FunctionEntry,
                AssetEntry,
                ShareEntry,
                RecipientEntry,
                ProviderEntry,
                StorageEntry {

    SecurableKind kind();

    Header header();

    /** The same object under another header. */
    Securable withHeader(Header header);

    /** Its name and the names of what holds it, joined with dots. */
    default String fullName() {
        return header().fullName();
    }
}
