package io.twinlake.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a group's API is served and turned.
 *
 * @param lookup each region's Function, one for each of the group's regions
 * @param gateway the gateway in front of them, if there is one
 */
public record Endpoints(Map<RegionName, FunctionApp> lookup, Optional<GatewayBackend> gateway) {
    public Endpoints {
        lookup = Collections.unmodifiableMap(new LinkedHashMap<>(lookup));
    }

    /** The Function of a region that the group has. */
    public FunctionApp lookup(RegionName region) {
        FunctionApp function = lookup.get(region);
        if (function == null) {
            throw new IllegalArgumentException("no lookup Function in region " + region);
        }
        return function;
    }
}
