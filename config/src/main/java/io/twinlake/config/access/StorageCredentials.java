package io.twinlake.config.access;

/** How Twinlake signs in to a storage account. */
public sealed interface StorageCredentials {
    /** An account key, for stand-ins and accounts without Entra. */
    record AccountKey(String account, Secret key) implements StorageCredentials {}

    /** The same Entra identity as the region's workspace; for the witness, as Azure. */
    record SameAsWorkspace() implements StorageCredentials {}
}
