package io.twinlake.config;

import io.twinlake.config.access.StorageCredentials;
import java.net.URI;

/**
 * Where the witness is: the container, outside every primary, whose blobs say which region serves each group.
 *
 * @param storage the storage account's blob endpoint
 * @param credentials {@link StorageCredentials.SameAsWorkspace} stands for the identity that signs in to Azure
 */
public record WitnessLocation(URI storage, String container, StorageCredentials credentials) {}
