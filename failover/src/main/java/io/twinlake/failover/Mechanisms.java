package io.twinlake.failover;

import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.Region;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import io.twinlake.failover.endpoint.Mechanism;
import io.twinlake.failover.endpoint.azure.BackendUrl;
import io.twinlake.failover.endpoint.azure.LookupSettings;
import java.util.Map;

/**
 * Gives each switch target what turns it; this contacts nothing.
 *
 * @param regions the group's two
 */
record Mechanisms(Map<RegionName, Region> regions, ArmResources azure, LookupEndpoint lookups) {
    Mechanism of(SwitchTarget target) {
        if (target instanceof FunctionSettings function) {
            return new LookupSettings(function, regions, azure, lookups);
        }
        if (target instanceof GatewayBackend gateway) {
            return new BackendUrl(gateway, regions, azure, lookups);
        }
        throw new IllegalArgumentException("nothing turns the switch " + target.name());
    }
}
