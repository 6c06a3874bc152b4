package io.twinlake.config;

import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.name.RegionName;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One region: its workspace, the warehouse that runs statements, and its storage account.
 *
 * @param workspace the workspace's address
 * @param warehouse the id of the SQL warehouse
 * @param storage the storage account's blob endpoint, if Twinlake keeps or reads files there
 */
public record Region(
        RegionName name,
        URI workspace,
        Credentials credentials,
        String warehouse,
        @Nullable URI storage,
        @Nullable StorageCredentials storageCredentials) {
    /** The workspace's host, with its port where the address has one: what a Function says that it reads from. */
    public String workspaceHost() {
        return workspace().getAuthority();
    }
}
