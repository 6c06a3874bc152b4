package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.process.Ports;
import io.twinlake.sandbox.storage.StorageAccount;

/**
 * One region of a sandbox.
 *
 * @param role {@code primary} or {@code secondary}, as it was at the first start
 * @param port the workspace's port
 * @param function the port of the region's Function
 * @param control where the region's faults are ordered
 * @param token the administrator's personal access token
 * @param clientId the service principal that Twinlake signs in as
 */
public record RegionLayout(
        String name,
        String role,
        int port,
        int function,
        int control,
        StorageAccount account,
        String workspaceId,
        String metastoreId,
        String warehouse,
        String token,
        String clientId,
        String clientSecret) {

    static RegionLayout draw(String name, String role, Ports ports, Secrets secrets) {
        return new RegionLayout(
                name,
                role,
                ports.next(),
                ports.next(),
                ports.next(),
                new StorageAccount(name + "lake", name, ports.next(), secrets.accountKey()),
                secrets.digits(16),
                "azure:" + name + ":" + secrets.uuid(),
                secrets.text().substring(0, 16),
                "dapi" + secrets.text(),
                secrets.uuid(),
                "dose" + secrets.text());
    }

    /** The workspace's address. */
    public String workspace() {
        return "http://127.0.0.1:" + port;
    }

    /** The name of the region's Function app. */
    String functionApp() {
        return "lookup-" + name;
    }

    /** The address of the region's Function. */
    public String functionUrl() {
        return "http://127.0.0.1:" + function;
    }
}
