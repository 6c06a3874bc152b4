package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Where the management plane hands its changes to the gateway, each after it is on disk. */
public interface Deployments {

    /**
     * The entity has these properties from the gateway's take-over delay on, counted from now and {@code later}.
     *
     * @param key type and lower-case name: {@code backends/customers}
     */
    void deploy(String key, ObjectNode properties, Duration later);

    /** The entity is gone, after the same delay. */
    void withdraw(String key);

    /** Opens new connections to all backends. */
    void reconnect();
}
