package io.twinlake.orchestrator.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who acts, as leases and the audit trail name them. */
public final class Actor {
    private Actor() {}

    /** User, host and process, readable. */
    public static String ofThisProcess() {
        return System.getProperty("user.name") + "@" + host() + " (process "
                + ProcessHandle.current().pid() + ")";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The host's own name does not resolve: the process number has to do.
            return "localhost";
        }
    }
}
