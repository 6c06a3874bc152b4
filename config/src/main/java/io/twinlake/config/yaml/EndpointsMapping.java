package io.twinlake.config.yaml;

import io.twinlake.config.Endpoints;
import io.twinlake.config.FunctionApp;
import io.twinlake.config.GatewayBackend;
import io.twinlake.config.RegionName;
import io.twinlake.config.yaml.Reading.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a group's endpoints into their records. */
final class EndpointsMapping {
    private EndpointsMapping() {}

    /** Nothing where no Function is named: a gateway has something to be turned to only then. */
    static Optional<Endpoints> endpoints(Settings endpoints) {
        return endpoints
                .section("lookup")
                .map(lookup -> new Endpoints(
                        functions(lookup.section("functions").orElseThrow()),
                        endpoints.section("gateway").map(EndpointsMapping::gateway)));
    }

    private static Map<RegionName, FunctionApp> functions(Settings functions) {
        Map<RegionName, FunctionApp> byRegion = new LinkedHashMap<>();
        functions.named().forEach((region, function) -> byRegion.put(new RegionName(region), function(function)));
        return byRegion;
    }

    private static FunctionApp function(Settings function) {
        return new FunctionApp(function.get("id", String.class), function.get("url", URI.class));
    }

    private static GatewayBackend gateway(Settings gateway) {
        return new GatewayBackend(
                gateway.get("backend", String.class),
                gateway.get("url", URI.class),
                gateway.get("probe", String.class),
                gateway.get("home", RegionName.class));
    }
}
